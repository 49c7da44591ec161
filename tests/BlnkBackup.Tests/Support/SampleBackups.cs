using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Support;

/// <summary>Backups as a store lists them.</summary>
internal static class SampleBackups
{
    public static StoredBackup At(DateTimeOffset time, bool finished = true) =>
        new(new BackupKey("ledger/", time).ToString(), time, 1_000, "STANDARD", finished);

    public static StoredBackup At(string time, bool finished = true) =>
        At(DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture), finished);
}
