using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class OffsetTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task The_offset_of_every_entry_with_data_is_where_its_block_starts(int minor, CompressionAlgorithm algorithm)
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Varied(minor), Compressions.Fast(algorithm));

        var decoded = ArchiveDecoder.Decode(encoded.Bytes);
        Assert.All(decoded.Entries.Where(entry => entry.HasData), entry =>
        {
            Assert.Equal(2, entry.OffsetState);
            Assert.Equal(decoded.BlockOf(entry.DumpId).Type, encoded.Bytes[entry.Offset]);
            Assert.Equal(entry.DumpId, BitConverter.ToInt32(encoded.Bytes, (int)entry.Offset + 2));
        });
    }

    [Fact]
    public async Task An_entry_without_data_keeps_its_state_and_no_offset()
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Varied(16), Compression.FastZstd);

        Assert.All(
            ArchiveDecoder.Decode(encoded.Bytes).Entries.Where(entry => !entry.HasData),
            entry => Assert.Equal((3, 0L), (entry.OffsetState, entry.Offset)));
    }

    [Fact]
    public async Task Blocks_out_of_the_order_of_their_entries_get_their_own_offsets()
    {
        var inOrder = new SampleArchive(16).WithTable("a", "1").WithTable("b").WithLargeObjects(new LargeObject(1, 1));

        await RoundTrip.OfAsync(inOrder with { Blocks = [.. inOrder.Blocks.Reverse()] }, Compression.FastZstd);
    }

    [Fact]
    public async Task Nothing_but_the_algorithm_and_the_offsets_changes_in_the_contents()
    {
        var source = Samples.Varied(16);
        var was = source.ToBytes()[..source.ContentsLength];

        var encoded = await EncodedArchive.OfAsync(source, Compression.FastZstd);

        var final = encoded.Proof.Contents.ToArray();
        var settled = encoded.Proof.Entries.SelectMany(entry => Enumerable.Range(entry.Entry.OffsetPosition, 9)).Append(11).ToHashSet();
        Assert.Equal(was.Length, final.Length);
        Assert.All(
            Enumerable.Range(0, was.Length).Where(position => !settled.Contains(position)),
            position => Assert.Equal(was[position], final[position]));
    }

    [Fact]
    public async Task The_first_contents_differ_from_the_final_in_the_offsets_alone()
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Varied(16), Compression.FastZstd);

        var first = new ArchiveReader(new MemoryStream(encoded.FirstContents)).ReadTableOfContents();

        Assert.Equal(CompressionAlgorithm.Zstd, first.Header.Algorithm);
        Assert.All(first.Entries.Where(entry => entry.HasBlock), entry => Assert.Equal((1, 0L), (entry.OffsetState, entry.Offset)));
    }

    [Fact]
    public void An_offset_beyond_an_int_is_written_whole()
    {
        var contents = new ArchiveReader(new MemoryStream(new SampleArchive(16).WithTable("t").ToBytes())).ReadTableOfContents();

        var bytes = contents.BytesWithOffsets(contents.Entries.ToDictionary(entry => entry.DumpId, _ => 0x0102030405060708));

        Assert.Equal([2, 8, 7, 6, 5, 4, 3, 2, 1], bytes[contents.Entries[0].OffsetPosition..][..9]);
    }
}
