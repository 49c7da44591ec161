using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Reports;

namespace BlnkBackup.Tests.Reports;

public sealed class RunSummaryTests
{
    [Fact]
    public void A_success_has_all_its_facts_by_name()
    {
        var facts = RunSummary.Of(new RunOutcome.Succeeded(SampleReceipt.Small, SampleReceipt.Small.Duration)).ToDictionary();
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
            RunSummary.Of(new RunOutcome.Failed("blnk", null, TimeSpan.Zero, "DumpFailed", "It failed.", "Run again.")).Select(fact => fact.Key));
}
