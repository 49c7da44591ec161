using BlnkBackup.Drills;

namespace BlnkBackup.Tests.Drills;

public sealed class ScratchNameTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_name_tells_when_its_drill_started() =>
        Assert.Equal("blnk_drill_20260102_030405_0000abcd", $"{new ScratchName(Now, 0xabcd)}");

    [Fact]
    public void A_name_is_read_as_it_is_written()
    {
        var name = ScratchName.Next(Now);
        Assert.True(ScratchName.TryParse($"{name}", out var read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("blnk_drill_20260101_030404_0000abcd", true)]
    [InlineData("blnk_drill_20260101_030406_0000abcd", false)]
    [InlineData("blnk_drill_20270101_000000_0000abcd", false)]
    [InlineData("blnk_drill_20250101_000000_0000ABCD", false)]
    [InlineData("blnk_drill_20251301_000000_0000abcd", false)]
    [InlineData("blnk_drill_20250101_000000-0000abcd", false)]
    [InlineData("blnk_drill_20250101_000000_abcd", false)]
    [InlineData("BLNK_DRILL_20250101_000000_0000abcd", false)]
    [InlineData("blnk_drill_20250101_000000_0000abcd_copy", false)]
    [InlineData("blnk", false)]
    [InlineData("", false)]
    public void Only_a_drills_own_name_that_is_a_day_old_is_a_leftovers(string name, bool isLeftover) =>
        Assert.Equal(isLeftover, ScratchName.IsLeftover(name, Now));
}
