using BlnkBackup.Archive;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Tests.Support;
using BlnkBackup.Verifying;

namespace BlnkBackup.Tests.Verifying;

public sealed class ReceiptComparisonTests
{
    private static readonly ReceiptEntry Balances = new(7, ReceiptEntry.Table, "blnk", "balances", 12, 340, 99, "00000000000000ff");
    private static readonly ReceiptEntry Large = new(8, ReceiptEntry.LargeObjects, "", "BLOBS", 0, 20, 400, "0000000000000001");

    public static TheoryData<string, string> Changes => new()
    {
        { "rows", "blnk.balances at byte 99: rows 13, in the receipt 12" },
        { "bytes", "blnk.balances at byte 99: bytes before compression 341, in the receipt 340" },
        { "offset", "blnk.balances at byte 100: it starts at byte 100, in the receipt 99" },
        { "crc64", "blnk.balances at byte 99: the CRC-64 of its content is 00000000000000fe, in the receipt 00000000000000ff" },
        { "name", "blnk.balances at byte 99: it is TABLE DATA blnk.other" },
        { "id", "blnk.balances at byte 99: it is missing; TABLE DATA blnk.balances at byte 99: the receipt does not know it" },
    };

    [Fact]
    public void The_same_is_no_difference() => Assert.Empty(ReceiptComparison.Differences(SampleReceipt.Of(Balances, Large), Archive(Found(Balances), Found(Large))));

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_difference_is_named_with_its_table_and_place(string change, string said)
    {
        var changed = change switch
        {
            "rows" => Balances with { Rows = 13 },
            "bytes" => Balances with { Bytes = 341 },
            "offset" => Balances with { Offset = 100 },
            "crc64" => Balances with { Crc64 = "00000000000000fe" },
            "name" => Balances with { Name = "other" },
            _ => Balances with { DumpId = 9 },
        };
        Assert.Equal(said, string.Join("; ", ReceiptComparison.Differences(SampleReceipt.Of(Balances, Large), Archive(Found(changed), Found(Large)))));
    }

    [Fact]
    public void Of_many_differences_some_are_named_and_the_others_counted()
    {
        var entries = Enumerable.Range(1, 14).Select(id => Balances with { DumpId = id }).ToArray();
        var damaged = Assert.Throws<BackupException>(() => ReceiptComparison.EnsureSameTables(SampleReceipt.Of(entries), Archive(), "key"));
        Assert.Equal(FailureKind.BackupDamaged, damaged.Kind);
        Assert.EndsWith("it is missing; and 4 more.", damaged.Message, StringComparison.Ordinal);
    }

    private static VerifiedArchive Archive(params VerifiedEntry[] entries) =>
        new(new ArchiveHeader(default, CompressionAlgorithm.Zstd, default, "blnk", "16.4", "16.4"), 1234, entries, HasContentChecksums: true);

    private static VerifiedEntry Found(ReceiptEntry entry)
    {
        var isTable = entry.Kind == ReceiptEntry.Table;
        var toc = new TocEntry(entry.DumpId, true, 1, entry.Name, isTable ? "TABLE DATA" : "BLOBS", entry.Schema, "", 2, entry.Offset, 0);
        return new VerifiedEntry(
            toc, entry.Offset, 10, isTable ? entry.Rows : null, isTable ? 0 : 2, entry.Bytes, Convert.ToUInt64(entry.Crc64, 16));
    }
}
