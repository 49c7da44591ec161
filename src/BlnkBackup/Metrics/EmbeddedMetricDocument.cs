using System.Buffers;
using System.Text.Json;

namespace BlnkBackup.Metrics;

/// <summary>
/// One document of the embedded metric format, as Amazon CloudWatch's user guide specifies it: <c>_aws</c> names namespace, dimensions
/// and metrics; their values are members of the root. Every metric is there twice: by database, and without any dimension for alarms.
/// </summary>
internal static class EmbeddedMetricDocument
{
    private const int MostDimensionCharacters = 1024;

    /// <summary>The document and its line end, in UTF-8.</summary>
    /// <param name="measured">At most 100, each instrument once.</param>
    /// <param name="time">When they were measured.</param>
    public static ReadOnlySpan<byte> Of(IReadOnlyList<Measured> measured, DateTimeOffset time)
    {
        var tags = new Dictionary<string, string>();
        foreach (var (name, value) in measured.SelectMany(one => one.Tags))
        {
            tags[name] = $"{value}";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, measured, time, tags.TryGetValue(BackupMetrics.Database, out var database) && IsDimension(database));
            foreach (var (name, value) in tags)
            {
                json.WriteString(name, value);
            }

            foreach (var one in measured)
            {
                json.WriteNumber(one.Name, one.Value);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyList<Measured> measured, DateTimeOffset time, bool byDatabase)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", time.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", BackupMetrics.MeterName);
        json.WriteStartArray("Dimensions");
        if (byDatabase)
        {
            json.WriteStartArray();
            json.WriteStringValue(BackupMetrics.Database);
            json.WriteEndArray();
        }

        json.WriteStartArray();
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var one in measured)
        {
            json.WriteStartObject();
            json.WriteString("Name", one.Name);
            json.WriteString("Unit", UnitOf(one.Unit));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // CloudWatch takes dimensions of printable ASCII only; a document with another would be lost as a whole.
    private static bool IsDimension(string value) =>
        value.Length is > 0 and <= MostDimensionCharacters && value[0] != ':' && value.All(letter => letter is > ' ' and <= '~');

    private static string UnitOf(string? unit) => unit switch
    {
        "s" => "Seconds",
        "By" => "Bytes",
        "By/s" => "Bytes/Second",
        ['{', .., '}'] => "Count",
        _ => "None",
    };
}
