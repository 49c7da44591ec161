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
    public void Nothing_known_of_the_database_still_leaves_room_for_four_tebibytes() =>
        Assert.True(PartPlan.For(0).CapacityBytes >= 4 * Tebibyte - (64 * Gibibyte));

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void There_is_no_part_outside_1_to_10000(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PartPlan.For(0).BytesOf(number));
}
