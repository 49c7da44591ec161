using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

public sealed class CopyTextTests
{
    [Fact]
    public void Text_is_the_same_in_pieces_of_any_size()
    {
        var text = VerifySamples.Text("1\ta", "", "\\\\.", "2\t\\N");
        for (var size = 1; size <= text.Length; size++)
        {
            Assert.Equal(4, Read(text, size).Rows);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1\n")]
    [InlineData("1\n\\.\n")]
    [InlineData("1\n\\.\n\n")]
    [InlineData("1\n\\.\n\n\n\n")]
    [InlineData("1\n\\.\n\n\n2\n\\.\n\n\n")]
    [InlineData("1\n\\.\n2\n\\.\n\n\n")]
    [InlineData("1\n\\.\n\nx")]
    [InlineData("\\.\nx\n")]
    [InlineData("1\\.\n\n\n")]
    [InlineData("1\n \\.\n\n\n")]
    [InlineData("1\0\n\\.\n\n\n")]
    public void Text_with_its_terminator_elsewhere_than_at_its_end_is_damage(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var size = 1; size <= Math.Max(1, bytes.Length); size++)
        {
            Assert.Throws<ArchiveFormatException>(() => Read(bytes, size));
        }
    }

    [Fact]
    public void Rows_after_a_terminator_are_damage_since_the_server_would_leave_them_out() => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.None, "1\n"u8.ToArray(), SampleArchive.Terminator, "2\n"u8.ToArray(), SampleArchive.Terminator),
        "TABLE DATA blnk.t is damaged", "the end of the COPY text after its terminator");

    private static Archive.Verifying.CopyText Read(byte[] text, int size)
    {
        var read = new Archive.Verifying.CopyText();
        foreach (var piece in text.Chunk(size))
        {
            read.Append(piece, 0);
        }

        read.EnsureTerminated(0);
        return read;
    }
}
