using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Storage;

public sealed class PartPlanTests
{
    private const long Gibibyte = 1L << 30;
    private const long Tebibyte = 1L << 40;

    [Fact]
    public void A_small_database_starts_with_parts_of_8_MiB() =>
        Assert.Equal(8L << 20, PartPlan.For(databaseBytes: 100 * 1024).BytesOf(1));

    [Theory]
    [InlineData(0)]
    [InlineData(80 * Gibibyte)]
    [InlineData(5 * Tebibyte)]
    [InlineData(60 * Tebibyte)]
    public void Every_part_is_one_that_S3_takes_and_none_is_smaller_than_the_one_before(long databaseBytes)
    {
        var plan = PartPlan.For(databaseBytes);
        var sizes = Enumerable.Range(1, PartPlan.MostParts).Select(plan.BytesOf).ToList();
        Assert.All(sizes, size => Assert.InRange(size, PartPlan.LeastPartBytes, PartPlan.MostPartBytes));
        Assert.Equal(sizes.Order(), sizes);
    }

    [Fact]
    public void Ten_thousand_parts_reach_the_largest_object_of_S3() =>
        Assert.Equal(PartPlan.MostObjectBytes, PartPlan.For(PartPlan.MostObjectBytes).CapacityBytes);

    [Fact]
    public void Whatever_the_size_of_the_database_the_parts_hold_an_archive_as_large()
    {
        for (var databaseBytes = 1L; databaseBytes < PartPlan.MostObjectBytes; databaseBytes = (databaseBytes * 5 / 4) + 1)
        {
            var capacity = PartPlan.For(databaseBytes).CapacityBytes;
            Assert.True(capacity >= databaseBytes, $"{capacity} bytes for a database of {databaseBytes}");
        }
    }

    [Fact]
    public void Nothing_known_of_the_database_still_leaves_room_for_six_tebibytes() =>
        Assert.InRange(PartPlan.For(0).CapacityBytes, 6 * Tebibyte, 7 * Tebibyte);

    [Theory]
    [InlineData(1, 8)]
    [InlineData(5_000, 8)]
    [InlineData(5_001, 16)]
    [InlineData(5_500, 16)]
    [InlineData(5_501, 32)]
    [InlineData(9_500, 4_096)]
    [InlineData(9_501, 5_120)]
    [InlineData(10_000, 5_120)]
    public void From_the_5001st_part_on_the_size_doubles_every_500_parts_up_to_the_largest(int number, long mebibytes) =>
        Assert.Equal(mebibytes << 20, PartPlan.For(0).BytesOf(number));

    [Theory]
    [InlineData(78, 8)]
    [InlineData(79, 16)]
    [InlineData(1_024, 112)]
    [InlineData(10 * 1_024, 1_056)]
    [InlineData(48 * 1_024, 5_040)]
    [InlineData(49 * 1_024, 5_120)]
    public void The_first_half_of_the_parts_holds_half_the_database(long databaseGibibytes, long mebibytes)
    {
        var plan = PartPlan.For(databaseGibibytes * Gibibyte);
        Assert.Equal(mebibytes << 20, plan.FirstPartBytes);
        Assert.InRange(plan.FirstPartBytes * 5_000, Math.Min(databaseGibibytes * Gibibyte, PartPlan.MostObjectBytes) / 2, long.MaxValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void There_is_no_part_outside_1_to_10000(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PartPlan.For(0).BytesOf(number));
}
