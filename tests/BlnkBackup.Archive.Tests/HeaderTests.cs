using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class HeaderTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void A_header_says_what_pg_dump_wrote(int minor)
    {
        var header = new ArchiveReader(new MemoryStream(new SampleArchive(minor).ToBytes())).ReadHeader();

        Assert.Equal(
            new ArchiveHeader(
                new ArchiveVersion(1, (byte)minor, 0), CompressionAlgorithm.None, new DateTime(2025, 12, 31, 23, 59, 30),
                "ledger", "17.2 (Debian 17.2-1)", "17.2"),
            header);
    }

    [Theory]
    [InlineData(15, CompressionAlgorithm.None, 0)]
    [InlineData(15, CompressionAlgorithm.Gzip, 1)]
    [InlineData(16, CompressionAlgorithm.Gzip, 1)]
    [InlineData(16, CompressionAlgorithm.Zstd, 3)]
    public async Task From_version_15_on_one_byte_names_the_algorithm(int minor, CompressionAlgorithm algorithm, byte written)
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Small(minor), Compressions.Fast(algorithm));

        Assert.Equal([written], ArchiveDecoder.Decode(encoded.Bytes).Compression);
        Assert.Equal(algorithm, encoded.Proof.Header.Algorithm);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(9)]
    public async Task In_version_14_an_int_says_the_level_of_gzip(byte level)
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Small(14), new Compression(CompressionAlgorithm.Gzip, level));

        Assert.Equal([0, level, 0, 0, 0], ArchiveDecoder.Decode(encoded.Bytes).Compression);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task In_version_14_none_is_level_0_whatever_level_came_with_it(int level)
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Small(14), new Compression(CompressionAlgorithm.None, level));

        Assert.Equal([0, 0, 0, 0, 0], ArchiveDecoder.Decode(encoded.Bytes).Compression);
    }

    [Fact]
    public void A_leap_second_is_a_time()
    {
        var bytes = new SampleArchive(16).ToBytes();
        bytes[13] = 60;

        Assert.Equal(59, new ArchiveReader(new MemoryStream(bytes)).ReadHeader().Created.Second);
    }
}
