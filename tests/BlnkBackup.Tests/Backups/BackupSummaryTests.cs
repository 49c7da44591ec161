using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Backups;

namespace BlnkBackup.Tests.Backups;

public sealed class BackupSummaryTests
{
    [Fact]
    public void A_success_has_all_its_facts_by_name()
    {
        var facts = BackupSummary.Of(new RunOutcome.Succeeded(SampleReceipt.Small, SampleReceipt.Small.Duration)).ToDictionary();
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["Outcome"] = "succeeded",
                ["Database"] = "blnk",
                ["Key"] = "ledger/blnk_backup_20260102_030405.dump",
                ["Seconds"] = 61.235,
                ["Bucket"] = "ledger-backups",
                ["Rows"] = 9_876_543_210,
                ["RawBytes"] = 2_000_000L,
                ["ArchiveBytes"] = 1_234_567_890_123,
                ["Ratio"] = 0d,
                ["BytesPerSecond"] = 32_661d,
                ["Parts"] = 3,
                ["Compression"] = "Zstd",
                ["ServerVersion"] = "16.4",
                ["DumpVersion"] = "16.4",
                ["Snapshot"] = "00000003-0000001B-1",
            },
            facts);
    }

    [Fact]
    public void What_is_not_known_is_left_out() =>
        Assert.Equal(
            ["Outcome", "Database", "Seconds", "Kind", "Reason", "Remedy"],
            BackupSummary.Of(new RunOutcome.Failed("blnk", null, TimeSpan.Zero, "DumpFailed", "It failed.", "Run again.")).Select(fact => fact.Key));

    [Fact]
    public void A_database_that_is_not_known_is_not_named()
    {
        var summary = BackupSummary.Of(new RunOutcome.Failed("", null, TimeSpan.Zero, "ConfigurationInvalid", "It is wrong.", "Correct it."));
        Assert.Equal("Backup failed (ConfigurationInvalid) after 0 s: It is wrong. Correct it.", $"{summary}");
        Assert.DoesNotContain("Database", summary.Select(fact => fact.Key));
    }
}
