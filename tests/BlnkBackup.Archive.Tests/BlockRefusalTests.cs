using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class BlockRefusalTests
{
    private static readonly SampleArchive Whole = Samples.Small(16);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(255)]
    public Task Bytes_after_the_last_block_are_refused(byte garbage) => Refusal.ExpectAsync(
        [.. Whole.ToBytes(), garbage, 0, 0], Whole.ToBytes().Length, "a block (1 or 3) or the end of the archive", $"the byte {garbage}");

    [Fact]
    public Task A_block_without_an_entry_is_refused() => Refusal.ExpectAsync(
        Whole with { Blocks = [.. Whole.Blocks, Whole.Blocks[0] with { DumpId = 999 }] },
        Whole.ToBytes().Length, "a block of an entry of the table of contents", "dump id 999");

    [Fact]
    public Task A_block_of_an_entry_without_data_is_refused() => Refusal.ExpectAsync(
        Whole with { Blocks = [.. Whole.Blocks, Whole.Blocks[0] with { DumpId = Whole.Entries[0].DumpId }] },
        Whole.ToBytes().Length, "a block of an entry of the table of contents", $"dump id {Whole.Entries[0].DumpId}");

    [Fact]
    public Task A_second_block_of_an_entry_is_refused() => Refusal.ExpectAsync(
        Whole with { Blocks = [.. Whole.Blocks, Whole.Blocks[0]] },
        Whole.ToBytes().Length, "one block an entry", "another block for TABLE DATA blnk.t");

    [Fact]
    public Task Rows_where_large_objects_belong_are_refused() => Refusal.ExpectAsync(
        Whole with { Blocks = [Whole.Blocks[0], Whole.Blocks[0] with { DumpId = Whole.Blocks[1].DumpId }, Whole.Blocks[2]] },
        Whole.OffsetOf(1), "a block of type 3 for BLOBS BLOBS", "type 1");

    [Fact]
    public Task Large_objects_where_rows_belong_are_refused() => Refusal.ExpectAsync(
        Whole with { Blocks = [Whole.Blocks[1] with { DumpId = Whole.Blocks[0].DumpId }] },
        Whole.OffsetOf(0), "a block of type 1 for TABLE DATA blnk.t", "type 3");

    [Theory]
    [InlineData(0, "TABLE DATA blnk.t")]
    [InlineData(1, "BLOBS BLOBS")]
    [InlineData(2, "TABLE DATA blnk.u")]
    public async Task An_entry_with_data_but_no_block_is_refused(int missing, string named)
    {
        var refusal = await Refusal.OfAsync(Whole with { Blocks = [.. Whole.Blocks.Where(block => block != Whole.Blocks[missing])] });

        Assert.Contains($"without the blocks of 1 entries, {named} among them", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1\n2\n")]
    [InlineData("1\n\\.\n")]
    [InlineData("1\n\\.\n\n")]
    [InlineData("1\n\\.\n\n\n\n")]
    [InlineData("1\\.\n\n\n")]
    [InlineData("\\\\.\n\n\n")]
    public async Task Rows_without_the_terminator_of_COPY_are_refused(string text)
    {
        byte[][] chunks = text.Length == 0 ? [] : [Encoding.UTF8.GetBytes(text)];
        var source = new SampleArchive(16).WithText("t", chunks).WithTable("next");

        var refusal = await Refusal.OfAsync(source);

        Assert.Contains(
            "expected the end of the COPY text of TABLE DATA blnk.t, found the bytes ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(source.OffsetOf(1), refusal.Offset);
    }

    [Fact]
    public Task A_chunk_of_a_negative_length_is_refused() => Refusal.ExpectAsync(
        Changed(Whole.OffsetOf(0) + 6, 1), Whole.OffsetOf(0) + 6, "a chunk's length of 0 or more", "-4");

    [Fact]
    public Task A_sign_byte_of_2_is_refused() => Refusal.ExpectAsync(
        Changed(Whole.OffsetOf(0) + 6, 2), Whole.OffsetOf(0) + 6, "a chunk's length (a sign byte 0 or 1)", "the byte 2");

    [Fact]
    public Task A_large_object_of_a_negative_chunk_is_refused() => Refusal.ExpectAsync(
        Changed(Whole.OffsetOf(1) + 11, 1), Whole.OffsetOf(1) + 11, "a chunk's length of 0 or more", "-3");

    private static byte[] Changed(int position, byte value)
    {
        var bytes = Whole.ToBytes();
        bytes[position] = value;
        return bytes;
    }
}
