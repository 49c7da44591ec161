using BlnkBackup.Archive;
using BlnkBackup.Receipts;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A receipt as a small backup leaves it.</summary>
internal static class SampleReceipt
{
    public static BackupReceipt Small { get; } = new(
        Bucket: "ledger-backups",
        Key: "ledger/blnk_backup_20260102_030405.dump",
        Bytes: 1_234_567_890_123,
        Crc32: "AAAAAA==",
        VersionId: null,
        Parts: 3,
        Started: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Duration: TimeSpan.FromMilliseconds(61_234.5678),
        Database: "blnk",
        ServerVersion: "16.4",
        DumpVersion: "16.4",
        Snapshot: "00000003-0000001B-1",
        Compression: CompressionAlgorithm.Zstd,
        Rows: 9_876_543_210,
        RawBytes: 2_000_000,
        Entries: [],
        Warnings: "");
}
