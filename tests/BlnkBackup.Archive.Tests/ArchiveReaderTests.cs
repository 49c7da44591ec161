using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class ArchiveReaderTests
{
    [Fact]
    public void The_chunks_of_a_block_are_read_as_one_run()
    {
        var reader = AtFirstBlock(new SampleArchive(16).WithTable("t", "1\ta", "2\tb"), out _);
        var bytes = new byte[100];

        var read = reader.ReadData(bytes);

        Assert.Equal("1\ta\n2\tb\n\\.\n\n\n", Encoding.UTF8.GetString(bytes, 0, read));
        Assert.Equal(0, reader.ReadData(bytes));
    }

    [Fact]
    public void A_run_that_fills_the_room_ends_at_the_next_read()
    {
        var reader = AtFirstBlock(new SampleArchive(16).WithTable("t"), out _);

        Assert.Equal(5, reader.ReadData(new byte[5]));
        Assert.Equal(0, reader.ReadData(new byte[5]));
        Assert.False(reader.TryReadBlock(out _));
    }

    [Fact]
    public void A_block_starts_where_its_type_stands()
    {
        var sample = Samples.Small(16);
        var reader = AtFirstBlock(sample, out var block);
        Assert.Equal(new BlockStart(BlockType.TableData, sample.Blocks[0].DumpId, sample.OffsetOf(0)), block);
        reader.ReadData(new byte[1000]);

        Assert.True(reader.TryReadBlock(out block));

        Assert.Equal(new BlockStart(BlockType.LargeObjects, sample.Blocks[1].DumpId, sample.OffsetOf(1)), block);
    }

    [Fact]
    public void Large_objects_come_one_after_the_other()
    {
        var reader = AtFirstBlock(new SampleArchive(16).WithLargeObjects(new(8, 1, 2), new(6), new(7, 3)), out _);
        var seen = new List<string>();
        var bytes = new byte[10];
        while (reader.TryReadLargeObject(out var oid))
        {
            seen.Add($"{oid}:{Convert.ToHexString(bytes, 0, reader.ReadData(bytes))}");
        }

        Assert.Equal(["8:0102", "6:", "7:03"], seen);
        Assert.False(reader.TryReadBlock(out _));
    }

    private static ArchiveReader AtFirstBlock(SampleArchive sample, out BlockStart block)
    {
        var reader = new ArchiveReader(new MemoryStream(sample.ToBytes()));
        reader.ReadTableOfContents();
        Assert.True(reader.TryReadBlock(out block));
        return reader;
    }
}
