using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class ChoppedSourceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_source_that_gives_few_bytes_at_a_time_makes_the_same_archive(int bytesAtATime)
    {
        var source = Samples.Varied(16).ToBytes();
        var whole = await EncodedArchive.OfAsync(source, Compression.FastZstd);

        var chopped = await EncodedArchive.OfAsync(new ChoppedStream(source, () => bytesAtATime), Compression.FastZstd);

        Assert.Equal(whole.Bytes, chopped.Bytes);
    }

    [Fact]
    public async Task A_source_that_gives_any_number_of_bytes_at_a_time_makes_the_same_archive()
    {
        var source = new SampleArchive(16)
            .WithText("t", Samples.Text(9_500_000))
            .WithLargeObjects(new LargeObject(1, Samples.Noise(70_000)))
            .ToBytes();
        var whole = await EncodedArchive.OfAsync(source, Compression.FastZstd);
        for (var seed = 0; seed < 3; seed++)
        {
            var random = new Random(seed);

            var chopped = await EncodedArchive.OfAsync(
                new ChoppedStream(source, () => random.Next(1, 1 << random.Next(1, 20))), Compression.FastZstd);

            Assert.True(whole.Bytes.AsSpan().SequenceEqual(chopped.Bytes));
        }
    }
}
