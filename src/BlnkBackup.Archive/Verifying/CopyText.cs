using BlnkBackup.Archive.Slices;

namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// COPY text: counts its rows, and checks that it ends in its terminator. A terminator before the end would make the server leave
/// out, without a word, all rows after it; a zero byte is in no row.
/// </summary>
internal sealed class CopyText : IContent
{
    private const int SeamBytes = 3;

    // The last bytes before those that come. The text's start is the start of a line too, as if a newline came before it.
    private readonly byte[] seam = [(byte)'\n', .. new byte[(2 * SeamBytes) - 1]];
    private int seamLength = 1;
    private readonly ByteSum sum = new();
    private bool ended;
    private int bytesAfterEnd;
    private long lines;

    private static ReadOnlySpan<byte> LineOfTerminator => "\n\\.\n"u8;

    // What follows the terminator's line.
    private static ReadOnlySpan<byte> End => "\n\n"u8;

    public ByteSum Sum => sum;

    public long Rows => lines - CopyTextTail.TerminatorLines;

    public void Append(ReadOnlySpan<byte> bytes, long position)
    {
        sum.Append(bytes, position);
        lines += bytes.Count((byte)'\n');
        if (bytes.Contains((byte)0))
        {
            throw new ArchiveFormatException(position, "COPY text", "a zero byte in it");
        }

        while (!ended && !bytes.IsEmpty)
        {
            bytes = bytes[FindEnd(bytes)..];
        }

        if (bytes.Length > End.Length - bytesAfterEnd || bytes.ContainsAnyExcept((byte)'\n'))
        {
            throw new ArchiveFormatException(position, "the end of the COPY text after its terminator", $"{bytes.Length} bytes or more");
        }

        bytesAfterEnd += bytes.Length;
    }

    public void EnsureTerminated(long position)
    {
        if (!ended || bytesAfterEnd < End.Length)
        {
            throw new ArchiveFormatException(position, "COPY text that ends in its terminator", "none at its end");
        }
    }

    /// <summary>Looks for the terminator's line, one that began in the bytes before too; gives how many bytes are behind it.</summary>
    private int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, SeamBytes)];
        head.CopyTo(seam.AsSpan(seamLength));
        var joined = seam.AsSpan(0, seamLength + head.Length);
        var found = joined.IndexOf(LineOfTerminator);
        if (found >= 0)
        {
            ended = true;
            return found + LineOfTerminator.Length - seamLength;
        }

        found = bytes.IndexOf(LineOfTerminator);
        if (found >= 0)
        {
            ended = true;
            return found + LineOfTerminator.Length;
        }

        var tail = bytes.Length >= SeamBytes ? bytes[^SeamBytes..] : joined[Math.Max(0, joined.Length - SeamBytes)..];
        seamLength = tail.Length;
        tail.CopyTo(seam);
        return bytes.Length;
    }
}
