using System.Buffers.Binary;

namespace BlnkBackup.Archive.Verifying;

/// <summary>Decodes one lz4 block: literals and copies of what came before, in turns.</summary>
/// <remarks>
/// A sequence: token (literals' length in the high half, the copy's less 4 in the low; 15 goes on in further bytes), literals, u16 how
/// far back, further bytes of the copy's length. The last sequence ends after its literals. Source: lz4 <c>doc/lz4_Block_format.md</c>.
/// </remarks>
internal static class Lz4Block
{
    private const int LeastCopy = 4;

    /// <summary>Decodes into <paramref name="window"/> behind its first <paramref name="history"/> bytes, which may be copied from.</summary>
    /// <returns>How many bytes; -1 where the block is damaged.</returns>
    public static int Decode(ReadOnlySpan<byte> block, Span<byte> window, int history)
    {
        var (read, written) = (0, history);
        while (read < block.Length)
        {
            var token = block[read++];
            var literals = Length(block, ref read, token >> 4);
            if (literals > block.Length - read || literals > window.Length - written)
            {
                return -1;
            }

            block.Slice(read, literals).CopyTo(window[written..]);
            (read, written) = (read + literals, written + literals);
            if (read == block.Length)
            {
                return written - history;
            }

            if (block.Length - read < 2)
            {
                return -1;
            }

            var back = BinaryPrimitives.ReadUInt16LittleEndian(block[read..]);
            read += 2;
            var copy = Length(block, ref read, token & 15) + LeastCopy;
            if (back == 0 || back > written || copy > window.Length - written)
            {
                return -1;
            }

            CopyBack(window, written, back, copy);
            written += copy;
        }

        return -1;
    }

    private static int Length(ReadOnlySpan<byte> block, ref int read, int length)
    {
        if (length < 15)
        {
            return length;
        }

        var further = 255;
        while (further == 255 && read < block.Length)
        {
            further = block[read++];
            length += further;
        }

        return length;
    }

    // What is copied may reach into itself: then it repeats.
    private static void CopyBack(Span<byte> window, int written, int back, int count)
    {
        while (count > 0)
        {
            var run = Math.Min(count, back);
            window.Slice(written - back, run).CopyTo(window[written..]);
            (written, count, back) = (written + run, count - run, back + run);
        }
    }
}
