namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>The query as it was sent: percent-decoded pairs in order, "+" being a space.</summary>
sealed class QueryParameters
{
    readonly List<KeyValuePair<string, string>> pairs = [];

    public QueryParameters(string raw)
    {
        foreach (var item in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? item : item[..equals];
            var value = equals < 0 ? "" : item[(equals + 1)..];
            pairs.Add(new(Decode(name), Decode(value)));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    public IEnumerable<string> Names => pairs.Select(p => p.Key);

    public string? this[string name] => pairs.Find(p => p.Key == name) is { Key: not null } pair ? pair.Value : null;

    public bool Has(string name) => pairs.Exists(p => p.Key == name);

    /// <summary>A count or number parameter: the default where absent, InvalidArgument where it is no number in range.</summary>
    public int Number(string name, int absent, int min = 0, int max = int.MaxValue)
    {
        if (this[name] is not { } text) return absent;
        return int.TryParse(text, out var number) && number >= min && number <= max
            ? number
            : throw S3Errors.InvalidArgument($"Provided {name} not an integer or within integer range", name, text);
    }

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
