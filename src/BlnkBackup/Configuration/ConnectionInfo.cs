using System.Text;

namespace BlnkBackup.Configuration;

/// <summary>
/// libpq's connection string of key=value pairs (fe-connect.c, conninfo_parse). Messages tell places, never text: it may be a secret.
/// </summary>
static class ConnectionInfo
{
    /// <summary>key='value' pairs, every value quoted: ' becomes \' and \ becomes \\.</summary>
    public static string Format(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join(' ', parameters.Select(parameter =>
        $"{parameter.Key}='{parameter.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'"));

    /// <summary>The pairs in the order in which they stand, keywords unchecked.</summary>
    /// <exception cref="FormatException">Not of that form; the message is fit to print.</exception>
    public static List<KeyValuePair<string, string>> Parse(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var at = AfterBlanks(text, 0);
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && text[at] != '=' && !IsBlank(text[at])) at++;
            var keyword = text[start..at];
            at = AfterBlanks(text, at);
            if (at == text.Length || text[at] != '=')
                throw new FormatException($"has no '=' after the word at character {start + 1}; "
                    + "write key=value pairs, and values that hold blanks as key='value'.");
            (var value, at) = Value(text, AfterBlanks(text, at + 1));
            pairs.Add(new(keyword, value));
            at = AfterBlanks(text, at);
        }
        return pairs;
    }

    /// <summary>The value that starts at <paramref name="at"/>, quoted or up to a blank, and where it ends.</summary>
    static (string Value, int End) Value(string text, int at)
    {
        var value = new StringBuilder();
        var start = at;
        var quoted = at < text.Length && text[at] == '\'';
        if (quoted) at++;
        for (; at < text.Length; at++)
        {
            if (quoted ? text[at] == '\'' : IsBlank(text[at])) return (value.ToString(), quoted ? at + 1 : at);
            if (text[at] == '\\' && ++at == text.Length) break;
            value.Append(text[at]);
        }
        return quoted
            ? throw new FormatException($"has no end to the quoted value that begins at character {start + 1}; close it with a '.")
            : (value.ToString(), text.Length);
    }

    static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && IsBlank(text[at])) at++;
        return at;
    }

    /// <summary>C's isspace in the C locale.</summary>
    static bool IsBlank(char character) => character is ' ' or (>= '\t' and <= '\r');
}
