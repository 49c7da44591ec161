using System.Buffers.Binary;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>Entries and blocks belong together, as do large objects and those that name them.</summary>
public sealed class ContentsTests
{
    [Theory]
    [InlineData(CompressionAlgorithm.None)]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Zstd)]
    public async Task An_offset_that_is_not_its_blocks_is_damage(CompressionAlgorithm algorithm)
    {
        var stored = await EncodedArchive.OfAsync(VerifySamples.Small(16), Compressions.Fast(algorithm));
        var entry = stored.Proof.Entries[1];
        BinaryPrimitives.WriteInt64LittleEndian(stored.Bytes.AsSpan(entry.Entry.OffsetPosition + 1), entry.Offset + 1);

        var damage = Verification.Refuses(stored.Bytes);

        Assert.Equal(entry.Entry.OffsetPosition, damage.Offset);
        Assert.Contains($"the offset of BLOBS BLOBS, whose block starts at {entry.Offset}, found {entry.Offset + 1}", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_block_is_named()
    {
        var sample = VerifySamples.Small(16);
        Verification.Refuses(sample with { Blocks = sample.Blocks.Take(2).ToList() }, "TABLE DATA blnk.empty", "the end of the archive");
    }

    [Fact]
    public void A_second_block_of_an_entry_is_damage()
    {
        var sample = VerifySamples.Small(16);
        Verification.Refuses(sample with { Blocks = [.. sample.Blocks, sample.Blocks[0]] }, "an entry that has none yet", "TABLE DATA blnk.t");
    }

    [Fact]
    public void A_block_of_the_other_type_is_damage()
    {
        var sample = VerifySamples.Small(16);
        Verification.Refuses(sample with { Blocks = [sample.Blocks[0] with { Type = 3 }] }, "a block of type 1 for TABLE DATA blnk.t");
    }

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void A_large_object_that_no_entry_names_is_damage(int minor) =>
        Verification.Refuses(Naming(minor, "9").WithLargeObjects(new(9), new(11)), "BLOBS BLOBS is damaged", "the oid 11");

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void A_large_object_that_is_named_and_missing_is_damage(int minor) =>
        Verification.Refuses(Naming(minor, "9").WithLargeObjects(), "without 1 that the table of contents names, 9 among them");

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void A_large_object_twice_is_damage(int minor) =>
        Verification.Refuses(Naming(minor, "9").WithLargeObjects(new(9), new(9)), "the oid 9");

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void Large_objects_may_be_named_without_being_there(int minor) => Assert.Empty(Verification.Of(Naming(minor, "9")).Entries);

    [Fact]
    public void Large_objects_of_a_dump_of_data_alone_are_named_nowhere() =>
        Assert.Equal(2, Assert.Single(Verification.Of(new SampleArchive(16).WithLargeObjects(new(9), new(8))).Entries).LargeObjects);

    [Fact]
    public void An_offset_that_is_said_not_to_be_set_is_0()
    {
        var sample = VerifySamples.Small(16);
        var bytes = sample.ToBytes();
        bytes[sample.ContentsLength - 1] = 1;

        Assert.Contains("an offset of 0 where none is set", Verification.Refuses(bytes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_swallows_the_archive_is_refused_at_its_first_zero_byte()
    {
        var header = new ArchiveBytes().Raw(new SampleArchive(16).ToBytes()[..47]).Int(int.MaxValue).Raw(new byte[50_000_000]).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(52, Verification.Refuses(header).Offset);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    private static SampleArchive Naming(int minor, string oid) => minor >= 16
        ? new SampleArchive(minor).WithStatement("BLOB METADATA", oid, oid + "\n")
        : new SampleArchive(minor).WithStatement("BLOB", oid);
}
