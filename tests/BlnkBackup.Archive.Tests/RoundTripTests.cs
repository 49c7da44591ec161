using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public Task Every_algorithm_keeps_the_meaning_of_every_version(int minor, CompressionAlgorithm algorithm) =>
        RoundTrip.OfAsync(Samples.Varied(minor), Compressions.Fast(algorithm));

    [Theory]
    [ClassData(typeof(Combinations))]
    public Task An_archive_without_data_is_its_contents_alone(int minor, CompressionAlgorithm algorithm) =>
        RoundTrip.OfAsync(new SampleArchive(minor).WithStatement("SCHEMA", "blnk"), Compressions.Fast(algorithm));

    [Theory]
    [ClassData(typeof(Combinations))]
    public Task An_archive_without_entries_is_its_header_alone(int minor, CompressionAlgorithm algorithm) =>
        RoundTrip.OfAsync(new SampleArchive(minor), Compressions.Fast(algorithm));

    [Fact]
    public async Task Every_level_of_gzip_keeps_the_meaning()
    {
        for (var level = 1; level <= 9; level++)
        {
            await RoundTrip.OfAsync(Samples.Varied(14), new Compression(CompressionAlgorithm.Gzip, level));
        }
    }

    [Fact]
    public async Task Every_level_of_zstd_keeps_the_meaning()
    {
        for (var level = 1; level <= 19; level++)
        {
            await RoundTrip.OfAsync(Samples.Varied(16), new Compression(CompressionAlgorithm.Zstd, level));
        }
    }

    [Fact]
    public async Task A_name_that_is_no_utf8_stays_as_it_is()
    {
        var source = new SampleArchive(16).WithTable("caf\u00e9").ToBytes();
        source[source.AsSpan().IndexOf(Encoding.UTF8.GetBytes("\u00e9")) + 1] = 0xff;

        await RoundTrip.OfAsync(source, Compression.FastZstd);
    }

    [Fact]
    public async Task An_archive_that_is_not_compressed_is_its_source_but_for_offsets_and_chunks()
    {
        var source = new SampleArchive(16)
            .WithText("one chunk", SampleArchive.Terminator)
            .WithLargeObjects(new LargeObject(3, 1, 2))
            .ToBytes();

        var encoded = await EncodedArchive.OfAsync(source, Compression.None);

        Assert.Equal(source.Length, encoded.Bytes.Length);
        Assert.Equal(source[encoded.FirstContents.Length..], encoded.Bytes[encoded.FirstContents.Length..]);
        Assert.Equal(source[..encoded.FirstContents.Length], encoded.FirstContents);
    }

    [Theory]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Zstd)]
    public async Task Rows_become_smaller(CompressionAlgorithm algorithm)
    {
        var source = new SampleArchive(16).WithText("t", Samples.Text(1_000_000)).ToBytes();

        var encoded = await EncodedArchive.OfAsync(source, Compressions.Fast(algorithm));

        Assert.InRange(encoded.Bytes.Length, 1, source.Length * 2 / 3);
    }
}
