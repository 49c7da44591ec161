using System.Globalization;

namespace BlnkBackup.Configuration;

/// <summary>
/// Reads environment variables and gathers what is wrong with them, so that one message can tell all of it.
/// An empty variable counts as not set; blanks around a value (a file's last newline, say) are not part of it.
/// </summary>
sealed class VariableReader(Func<string, string?> lookup)
{
    readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The variable's trimmed value, or null.</summary>
    public string? Value(string name) => lookup(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The variable's value with its blanks, or null: for passwords, of which blanks may be a part.</summary>
    public string? Exact(string name) => lookup(name) is { Length: > 0 } value ? value : null;

    /// <summary>The value of the first of the setting's names that is set, or null.</summary>
    public string? Value(ConfigurationVariable setting) => Found(setting)?.Value;

    /// <summary>The first of the setting's names that is set, with its value.</summary>
    public (string Name, string Value)? Found(ConfigurationVariable setting)
    {
        foreach (var name in setting.Names)
            if (Value(name) is { } value) return (name, value);
        return null;
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>; null when not set or wrong (a problem then).</summary>
    public int? Number(ConfigurationVariable setting, int least, int most)
    {
        if (Found(setting) is not var (name, text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Problem(name, $"'{text}' is not a whole number from {least} to {most}; write one, or unset it ({setting.Default}).");
        return null;
    }

    /// <summary>One of <paramref name="words"/>, letter by letter; null when not set or another (a problem then).</summary>
    public string? OneOf(ConfigurationVariable setting, IReadOnlyCollection<string> words)
    {
        if (Found(setting) is not var (name, text)) return null;
        if (words.Contains(text)) return text;
        Problem(name, $"'{text}' is not one of {string.Join(", ", words)}; write one, or unset it ({setting.Default}).");
        return null;
    }

    /// <summary>Takes note of a problem: which variable, then what is wrong and what to do; never a secret.</summary>
    public void Problem(string name, string sentence) => _problems.Add($"{name}: {sentence}");

    public void ThrowIfAnyProblem()
    {
        if (_problems.Count > 0) throw new ConfigurationException([.. _problems]);
    }
}
