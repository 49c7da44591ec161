using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class ManySmallBlocksTests
{
    public static TheoryData<CompressionAlgorithm> Algorithms => SliceBoundaryTests.Algorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Thousands_of_tiny_large_objects_stay_apart(CompressionAlgorithm algorithm)
    {
        var objects = Enumerable.Range(1, 5000).Select(oid => new LargeObject((uint)oid, Samples.Noise(oid % 4, oid)));

        var decoded = await RoundTrip.OfAsync(new SampleArchive(16).WithLargeObjects([.. objects]), Compressions.Fast(algorithm));

        Assert.Equal(5000, decoded.Blocks[0].Contents.Count);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Thousands_of_empty_tables_have_a_block_each(CompressionAlgorithm algorithm)
    {
        var ids = Enumerable.Range(1, 5000).ToList();
        var source = new SampleArchive(16)
        {
            Entries = [.. ids.Select(id => new SampleEntry(id, "TABLE DATA", $"t{id}") { HasData = true, OffsetState = 1 })],
            Blocks = [.. ids.Select(id => new SampleBlock(1, id, [new SampleContent(null, [SampleArchive.Terminator])]))],
        };

        var decoded = await RoundTrip.OfAsync(source, Compressions.Fast(algorithm));

        Assert.Equal(ids, decoded.Blocks.Select(block => block.DumpId));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public Task Thousands_of_groups_without_large_objects_have_a_block_each(CompressionAlgorithm algorithm)
    {
        var ids = Enumerable.Range(1, 3000).ToList();
        var source = new SampleArchive(16)
        {
            Entries = [.. ids.Select(id => new SampleEntry(id, "BLOBS", "BLOBS") { HasData = true, OffsetState = 1 })],
            Blocks = [.. ids.Select(id => new SampleBlock(3, id, []))],
        };

        return RoundTrip.OfAsync(source, Compressions.Fast(algorithm));
    }
}
