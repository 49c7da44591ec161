using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class LargeObjectOidTests
{
    [Theory]
    [InlineData(1u)]
    [InlineData(0x7fffffffu)]
    [InlineData(0x80000000u)]
    [InlineData(0x80000001u)]
    [InlineData(0xfffffffeu)]
    [InlineData(0xffffffffu)]
    public async Task Every_unsigned_oid_comes_out_as_it_went_in(uint oid)
    {
        var decoded = await RoundTrip.OfAsync(new SampleArchive(16).WithLargeObjects(new LargeObject(oid, 1)), Compression.FastZstd);

        Assert.Equal(oid, Assert.Single(decoded.Blocks[0].Contents).Oid);
    }

    [Fact]
    public void The_reader_gives_the_unsigned_oid()
    {
        var reader = new ArchiveReader(new MemoryStream(new SampleArchive(16).WithLargeObjects(new LargeObject(0x80000000)).ToBytes()));
        reader.ReadTableOfContents();
        Assert.True(reader.TryReadBlock(out _));

        Assert.True(reader.TryReadLargeObject(out var oid));

        Assert.Equal(0x80000000, oid);
    }
}
