using System.Buffers;
using System.Text.Json;

namespace BlnkBackup.Notifications;

/// <summary>
/// A notice as Slack's incoming webhooks take it, and those that are made after them: <c>{"text": …}</c>, and beside it an object
/// <c>blnk_backup</c> of plain facts for programs.
/// </summary>
internal static class WebhookMessage
{
    // Slack advises 4,000 characters; a pg_dump that failed may have said much.
    private const int MostCharacters = 3_500;

    /// <summary>The body, in UTF-8.</summary>
    public static byte[] Of(Notice notice)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("text", TextOf(notice));
            json.WriteStartObject("blnk_backup");
            json.WriteString("severity", SnakeCase($"{notice.Severity}"));
            json.WriteString("title", notice.Title);
            foreach (var (name, value) in notice.Facts)
            {
                json.WritePropertyName(SnakeCase(name));
                WriteValue(json, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string TextOf(Notice notice)
    {
        var lines = string.Join('\n', notice.Lines);
        return $"*{Escape(notice.Title)}*\n{Escape(lines.Length > MostCharacters ? $"{lines.AsSpan(0, MostCharacters)}…" : lines)}";
    }

    // Slack's three control characters; with them a message could ping everybody.
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            default: json.WriteStringValue(value?.ToString()); break;
        }
    }
}
