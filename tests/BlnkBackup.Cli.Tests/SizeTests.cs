using BlnkBackup.Cli.Terminal;

namespace BlnkBackup.Cli.Tests;

public sealed class SizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(812, "812 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3_565_158, "3.4 MiB")]
    [InlineData(1L << 20, "1.0 MiB")]
    [InlineData(1L << 30, "1.0 GiB")]
    [InlineData(1L << 40, "1.0 TiB")]
    [InlineData(1L << 50, "1024.0 TiB")]
    [InlineData(long.MaxValue, "8388608.0 TiB")]
    public void A_size_is_a_number_of_the_largest_unit_that_fits(long bytes, string text) => Assert.Equal(text, Size.Of(bytes));

    [Theory]
    [InlineData((1L << 20) - 1, "1.0 MiB")]
    [InlineData((1L << 30) - 1, "1.0 GiB")]
    [InlineData((1L << 40) - 1, "1.0 TiB")]
    [InlineData((1L << 20) - 100, "1023.9 KiB")]
    public void What_rounds_up_to_1024_is_one_of_the_next_unit(long bytes, string text) => Assert.Equal(text, Size.Of(bytes));
}
