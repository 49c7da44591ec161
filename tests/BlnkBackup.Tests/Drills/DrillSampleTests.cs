using BlnkBackup.Drills;
using BlnkBackup.Receipts;

namespace BlnkBackup.Tests.Drills;

public sealed class DrillSampleTests
{
    private static readonly ReceiptEntry[] Tables =
    [
        Table("public", "small", 10), Table("blnk", "ledgers", 100), Table("public", "huge", DrillSample.BudgetBytes),
        Table("blnk", "transactions", 10 * DrillSample.BudgetBytes), Table("public", "middle", 1_000),
    ];

    [Fact]
    public void Usually_it_is_the_ledger_and_the_largest_others_that_fit() =>
        Assert.Equal(["transactions", "ledgers", "huge"], DrillSample.Usual.Of(Tables).Select(table => table.Name));

    [Fact]
    public void What_does_not_fit_leaves_room_for_what_does() =>
        Assert.Equal(["middle", "small"], DrillSample.Usual.Of([Table("public", "larger", DrillSample.BudgetBytes + 1), Tables[0], Tables[4]]).Select(table => table.Name));

    [Theory]
    [InlineData("all", new[] { "transactions", "ledgers", "huge", "middle", "small" })]
    [InlineData("3", new[] { "transactions", "ledgers", "huge" })]
    [InlineData("1", new[] { "transactions" })]
    [InlineData("0", new string[0])]
    public void A_number_takes_the_ledger_first_and_then_the_largest(string text, string[] names) =>
        Assert.Equal(names, DrillSample.Parse(text)!.Of(Tables).Select(table => table.Name));

    [Theory]
    [InlineData("-1")]
    [InlineData("some")]
    [InlineData("")]
    [InlineData("99999999999")]
    public void Anything_else_is_no_sample(string text) => Assert.Null(DrillSample.Parse(text));

    private static ReceiptEntry Table(string schema, string name, long bytes) => new(1, ReceiptEntry.Table, schema, name, 1, bytes, 0, "");
}
