namespace BlnkBackup.Configuration;

/// <summary>
/// Reads S3_TAGS: k=v,k2=v2 as it stands, or, where there is an '&amp;' or a '%', a URL query k=v&amp;k2=v2 ('+' is a blank there).
/// Limits: Amazon S3 User Guide, "Categorizing your storage using tags".
/// </summary>
static class ObjectTags
{
    const int MostTags = 10;
    const int LongestKey = 128;
    const int LongestValue = 256;

    /// <summary>The tags in their order; problems are taken note of.</summary>
    public static IReadOnlyList<ObjectTag> Read(VariableReader variables)
    {
        if (variables.Found(ConfigurationVariables.Tags) is not var (name, text)) return [];
        List<ObjectTag> tags;
        try
        {
            var isQuery = text.AsSpan().ContainsAny('&', '%');
            tags = [.. text.Split(isQuery ? '&' : ',').Select((item, index) => Parse(item, index + 1, isQuery))];
        }
        catch (FormatException fault)
        {
            variables.Problem(name, fault.Message);
            return [];
        }
        if (tags.Count > MostTags)
            variables.Problem(name, $"holds {tags.Count} tags; S3 allows {MostTags}: remove some.");
        if (tags.GroupBy(tag => tag.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
            variables.Problem(name, $"holds the key '{twice.Key}' twice; keep one.");
        foreach (var tag in tags)
            if (Fault(tag) is { } fault) variables.Problem(name, $"the tag '{tag.Key}' {fault}.");
        return tags;
    }

    static ObjectTag Parse(string item, int number, bool isQuery)
    {
        var equals = item.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new FormatException($"has no '=' in tag {number}; write KEY=VALUE,KEY=VALUE.");
        return new ObjectTag(Text(item[..equals]), Text(item[(equals + 1)..]));

        string Text(string part) => isQuery ? PercentEncoding.Decode(part.Replace('+', ' ')) : part.Trim();
    }

    static string? Fault(ObjectTag tag)
    {
        if (tag.Key.Length is 0 or > LongestKey) return $"has a key of {tag.Key.Length} characters; S3 allows 1 to {LongestKey}";
        if (tag.Value.Length > LongestValue) return $"has a value of {tag.Value.Length} characters; S3 allows {LongestValue}";
        if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) return "begins with aws:, which AWS keeps for itself";
        return (tag.Key + tag.Value).All(character => char.IsLetterOrDigit(character) || "+-=._:/@ ".Contains(character))
            ? null
            : "may hold only letters, digits, blanks and + - = . _ : / @";
    }
}
