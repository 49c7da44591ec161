using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class TableOfContentsTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void The_contents_end_where_the_first_block_starts(int minor)
    {
        var sample = Samples.Varied(minor);
        var reader = new ArchiveReader(new MemoryStream(sample.ToBytes()));

        var contents = reader.ReadTableOfContents();

        Assert.Equal(sample.ContentsLength, contents.Length);
        Assert.Equal(sample.ContentsLength, reader.Position);
        Assert.Equal(sample.ToBytes()[..sample.ContentsLength], contents.Bytes.ToArray());
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Every_entry_is_read_as_written(int minor)
    {
        var sample = Samples.Varied(minor);

        var contents = new ArchiveReader(new MemoryStream(sample.ToBytes())).ReadTableOfContents();

        Assert.Equal(
            sample.Entries.Select(entry => (
                entry.DumpId, entry.HasData, entry.Oid, entry.Tag ?? "", entry.Description, entry.Schema ?? "",
                entry.CopyStatement ?? "", entry.OffsetState)),
            contents.Entries.Select(entry => (
                entry.DumpId, entry.HasBlock, $"{entry.Oid}", entry.Tag, entry.Description, entry.Namespace,
                entry.CopyStatement, entry.OffsetState)));
    }

    [Fact]
    public void An_entry_is_named_by_what_it_is_and_its_schema()
    {
        var contents = new ArchiveReader(new MemoryStream(
            new SampleArchive(16).WithTable("transactions").WithLargeObjects().ToBytes())).ReadTableOfContents();

        Assert.Equal(["TABLE DATA blnk.transactions", "BLOBS BLOBS"], contents.Entries.Select(entry => $"{entry}"));
        Assert.Equal([BlockType.TableData, BlockType.LargeObjects], contents.Entries.Select(entry => entry.BlockType));
    }
}
