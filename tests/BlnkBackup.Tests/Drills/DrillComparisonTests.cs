using BlnkBackup.Drills;
using BlnkBackup.Ledger;
using BlnkBackup.Receipts;

namespace BlnkBackup.Tests.Drills;

public sealed class DrillComparisonTests
{
    private static readonly ReceiptDocument Receipt = new(
        1, "BlnkBackup", "run", default, 1, "bucket", "key", 1, null, null, 1, "blnk", 1, "18.1", "18.1", "snapshot", "zstd", 1, 3, 1,
        [
            new ReceiptEntry(1, ReceiptEntry.Table, "blnk", "balances", 3, 30, 0, "00000000000000aa"),
            new ReceiptEntry(2, ReceiptEntry.LargeObjects, "", "BLOBS", 0, 30, 0, "00000000000000bb"),
        ],
        [Fact("I1", ("violations", "2"), ("balances", "3")), Skipped("I2", "it took too long")], "", []);

    private static readonly DrilledTable Balances = new("blnk", "balances", 3, "00000000000000aa");

    [Fact]
    public void What_came_back_as_recorded_is_no_difference_though_it_was_wrong_then() =>
        Assert.Empty(Differences(Balances, Fact("I1", ("balances", "3"), ("violations", "2"))));

    [Theory]
    [InlineData(2, "00000000000000aa", "blnk.balances, rows: expected 3, found 2")]
    [InlineData(3, "00000000000000ab", "blnk.balances, content: expected CRC-64 00000000000000aa, found CRC-64 00000000000000ab")]
    public void A_table_differs_by_rows_or_content(long rows, string crc64, string difference) =>
        Assert.Equal([difference], Differences(Balances with { Rows = rows, Crc64 = crc64 }, Receipt.LedgerFacts[0]));

    [Fact]
    public void A_table_that_cannot_be_read_is_a_difference() => Assert.Equal(
        ["blnk.balances, table: expected 3 rows, found it is gone"],
        Differences(new DrilledTable("blnk", "balances", null, Fault: "it is gone"), Receipt.LedgerFacts[0]));

    [Fact]
    public void A_fact_differs_figure_by_figure() => Assert.Equal(
        ["I1, violations: expected 2, found 0", "I1, balances: expected 3, found none", "I1, others: expected none, found 1"],
        Differences(Balances, Fact("I1", ("violations", "0"), ("others", "1"))));

    [Fact]
    public void A_fact_that_was_recorded_must_be_found_again() => Assert.Equal(
        ["I1, figures: expected some, found none: the table is gone"], Differences(Balances, Skipped("I1", "the table is gone")));

    [Fact]
    public void What_was_not_compared_is_said() => Assert.Equal(
        [
            "blnk.balances: it belongs to an extension, which fills it too", "BLOBS: large objects are restored, not compared",
            "I2: the receipt has no figures of it: it took too long",
        ],
        DrillComparison.Skipped(Receipt, [Receipt.Entries[0]]));

    private static IEnumerable<string> Differences(DrilledTable table, LedgerFact fact) =>
        DrillComparison.Differences(Receipt, [table], [fact]).Select(difference => $"{difference}");

    private static LedgerFact Fact(string id, params (string Name, string Value)[] figures) =>
        new(id, "", true, figures.ToDictionary(figure => figure.Name, figure => figure.Value), null);

    private static LedgerFact Skipped(string id, string reason) => new(id, "", null, new Dictionary<string, string>(), reason);
}
