using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class CompressionChoiceTests
{
    [Fact]
    public async Task The_choice_is_made_by_the_table_of_contents_before_anything_is_written()
    {
        var destination = new RetainingDestination();
        TableOfContents? given = null;

        await (EncodingCall.Of(Samples.Varied(15)) with
        {
            Destination = destination,
            Begin = contents =>
            {
                given = contents;
                Assert.True(destination.IsUntouched);
                return Task.FromResult(Compression.FastZstd);
            },
        }).RunAsync();

        Assert.Equal(Samples.Varied(15).Entries.Count, given?.Entries.Count);
    }

    [Fact]
    public async Task A_choice_that_throws_ends_the_encoding_before_anything_is_written()
    {
        var destination = new RetainingDestination();
        var fault = new InvalidOperationException("Not this database.");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => (EncodingCall.Of(Samples.Varied(16)) with
        {
            Destination = destination,
            Begin = _ => Task.FromException<Compression>(fault),
        }).RunAsync());

        Assert.Same(fault, thrown);
        Assert.True(destination.IsUntouched);
    }

    [Theory]
    [InlineData(14, CompressionAlgorithm.Zstd, 1)]
    [InlineData(16, CompressionAlgorithm.Lz4, 1)]
    [InlineData(14, CompressionAlgorithm.Gzip, 0)]
    [InlineData(16, CompressionAlgorithm.Gzip, 10)]
    [InlineData(16, CompressionAlgorithm.Zstd, 0)]
    [InlineData(16, CompressionAlgorithm.Zstd, 20)]
    public async Task A_compression_that_the_archive_cannot_hold_is_refused_before_anything_is_written(
        int minor, CompressionAlgorithm algorithm, int level)
    {
        var destination = new RetainingDestination();

        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            (EncodingCall.Of(Samples.Small(minor)) with { Destination = destination }).With(new Compression(algorithm, level)).RunAsync());

        Assert.True(destination.IsUntouched);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(16, true)]
    public void Zstd_fits_from_version_15_on(byte minor, bool fits)
    {
        Assert.Equal(fits, Compression.FastZstd.FitsIn(new ArchiveVersion(1, minor, 0)));
        Assert.True(Compression.FastGzip.FitsIn(new ArchiveVersion(1, minor, 0)));
        Assert.True(Compression.None.FitsIn(new ArchiveVersion(1, minor, 0)));
    }

    [Fact]
    public void Lz4_has_no_levels_here() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compression.LevelsOf(CompressionAlgorithm.Lz4));
}
