using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class DeterminismTests
{
    // Levels of each of the compressors' strategies: what an encoder did before must not show in what it does next.
    [Theory]
    [InlineData(CompressionAlgorithm.None, 0)]
    [InlineData(CompressionAlgorithm.Gzip, 1)]
    [InlineData(CompressionAlgorithm.Zstd, 1)]
    [InlineData(CompressionAlgorithm.Zstd, 3)]
    [InlineData(CompressionAlgorithm.Zstd, 6)]
    public async Task The_same_source_makes_the_same_archive(CompressionAlgorithm algorithm, int level)
    {
        var source = new SampleArchive(16)
            .WithText("t", Samples.Text(9_000_000))
            .WithLargeObjects([.. Enumerable.Range(1, 2000).Select(oid => new LargeObject((uint)oid, Samples.Noise(oid % 100, oid)))])
            .ToBytes();
        var compression = new Compression(algorithm, level);

        var archives = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EncodedArchive.OfAsync(source, compression)));

        Assert.All(archives, archive => Assert.True(archive.Bytes.AsSpan().SequenceEqual(archives[0].Bytes)));
    }
}
