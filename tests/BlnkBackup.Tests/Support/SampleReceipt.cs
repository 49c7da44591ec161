using BlnkBackup.Ledger;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Support;

/// <summary>The receipt of a small backup.</summary>
internal static class SampleReceipt
{
    public static ReceiptDocument Of(params ReceiptEntry[] entries) => new(
        ReceiptDocument.CurrentVersion, "BlnkBackup 1.0.0", "run", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 61.5,
        "bucket", "ledger/blnk_backup_20260102_030405.dump", 1234, "AAAAAA==", null, 1,
        "blnk", 8_000_000, "16.4", "16.4", "00000003-0000001B-1", "zstd", 1, 12, 340, entries,
        [
            new LedgerFact("I1", "One", true, new Dictionary<string, string> { ["balances"] = "3", ["violations"] = "0" }, null),
            new LedgerFact("I2", "Two", null, new Dictionary<string, string>(), "permission denied"),
        ],
        "",
        [
            new Destination("bucket", "eu-central-1", Stored: true, 1234, "AAAAAA==", null, null),
            new Destination("replica", "eu-west-1", Stored: false, 0, null, null, "It held the run up for more than 60 seconds."),
        ]);
}
