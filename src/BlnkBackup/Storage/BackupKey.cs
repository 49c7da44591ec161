using System.Globalization;

namespace BlnkBackup.Storage;

/// <summary>The key of a backup: a prefix and <c>blnk_backup_YYYYMMDD_HHMMSS.dump</c>, the time in UTC.</summary>
/// <param name="Prefix">Empty, or ending in a slash.</param>
/// <param name="Time">When the run started, in UTC, to the second.</param>
public readonly record struct BackupKey(string Prefix, DateTimeOffset Time)
{
    private const string Start = "blnk_backup_";
    private const string End = ".dump";
    private const string ReceiptEnd = ".json";
    private const string TimeFormat = "yyyyMMdd_HHmmss";

    /// <summary>What every key under <paramref name="prefix"/> begins with.</summary>
    public static string CommonStart(string prefix) => prefix + Start;

    /// <summary>The key of the backup's receipt, beside it.</summary>
    public string Receipt => ToString()[..^End.Length] + ReceiptEnd;

    /// <summary>What the keys of all its objects begin with, its dump's, its receipt's and those of reports about it.</summary>
    public string CommonStartOfObjects => ToString()[..^End.Length] + '.';

    /// <summary>Reads a key; false where it is no backup's directly under <paramref name="prefix"/>.</summary>
    public static bool TryParse(string prefix, string key, out BackupKey backup)
    {
        backup = default;
        if (!key.StartsWith(CommonStart(prefix), StringComparison.Ordinal) || !key.EndsWith(End, StringComparison.Ordinal)
            || key.Length != prefix.Length + Start.Length + TimeFormat.Length + End.Length)
        {
            return false;
        }

        var time = key.AsSpan(prefix.Length + Start.Length, TimeFormat.Length);
        if (!DateTimeOffset.TryParseExact(
            time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed))
        {
            return false;
        }

        backup = new BackupKey(prefix, parsed);
        return true;
    }

    /// <summary>The key itself.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Start}{Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}{End}");
}
