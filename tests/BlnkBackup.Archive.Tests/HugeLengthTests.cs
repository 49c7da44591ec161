using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

/// <summary>A length is only a word: memory is for bytes that came.</summary>
public sealed class HugeLengthTests
{
    private const long MostAllocatedBytes = 1024 * 1024;

    [Fact]
    public void A_string_that_claims_2_GiB_costs_no_memory()
    {
        var header = new ArchiveBytes().Raw(new SampleArchive(16).ToBytes()[..47]).Int(int.MaxValue).Raw([1, 2, 3]).ToArray();

        var refusal = RefusedWithLittleMemory(header, reader => reader.ReadTableOfContents());

        Assert.Equal(
            "At byte 55 of the archive: expected the database's name (2147483644 more bytes), found the end of the archive.",
            refusal.Message);
    }

    [Fact]
    public void Two_billion_entries_that_do_not_come_cost_no_memory()
    {
        var empty = new SampleArchive(16).ToBytes();
        var claiming = new ArchiveBytes().Raw(empty[..^5]).Int(int.MaxValue).ToArray();

        var refusal = RefusedWithLittleMemory(claiming, reader => reader.ReadTableOfContents());

        Assert.Equal(empty.Length, refusal.Offset);
    }

    [Fact]
    public void A_chunk_that_claims_2_GiB_costs_no_memory()
    {
        var sample = new SampleArchive(16).WithTable("t");
        var claiming = new ArchiveBytes().Raw(sample.ToBytes()[..(sample.OffsetOf(0) + 6)]).Int(int.MaxValue).Raw([1, 2, 3]).ToArray();

        var refusal = RefusedWithLittleMemory(claiming, reader =>
        {
            reader.ReadTableOfContents();
            reader.TryReadBlock(out _);
            reader.ReadData(new byte[100]);
        });

        Assert.Equal(
            $"At byte {claiming.Length} of the archive: expected 2147483644 more bytes of a chunk, found the end of the archive.",
            refusal.Message);
    }

    private static ArchiveFormatException RefusedWithLittleMemory(byte[] source, Action<ArchiveReader> read)
    {
        using var stream = new MemoryStream(source);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<ArchiveFormatException>(() => read(new ArchiveReader(stream)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocatedBytes);
        return refusal;
    }
}
