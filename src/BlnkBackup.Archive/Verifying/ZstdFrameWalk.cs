namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// Walks along a zstd frame by the lengths in it, so that its end is known: the decompressor goes on to the next frame by itself. And
/// refuses what zstd would let pass and pg_dump never writes.
/// </summary>
/// <remarks>
/// magic 28 B5 2F FD; descriptor: bits 0-1 dictionary, 2 content checksum, 3 reserved, 4 unused (zstd ignores it), 5 single segment,
/// 6-7 size; window 1 unless a single segment; size 0 to 8; blocks: 3 bytes (bit 0 last, 1-2 type, the rest size), content; checksum 4.
/// Frames with a checksum are ours and say their size (by 5 or 6-7), pg_dump's have neither. Source: RFC 8878, section 3.1.1.
/// </remarks>
internal sealed class ZstdFrameWalk
{
    private const int HeadBytes = 5;
    private const int BlockHeadBytes = 3;
    private const int ChecksumBytes = 4;
    private const int RunOfOneByte = 1;
    private const byte ChecksumFlag = 0b100;
    private const byte SingleSegmentFlag = 0b10_0000;
    private const byte NeverSet = 0b1_1011;
    private const byte SaysSize = 0b1110_0000;

    private readonly byte[] head = new byte[HeadBytes];
    private int headWanted;
    private int headFilled;
    private int toPass;
    private bool isLastBlock;

    public ZstdFrameWalk() => Start();

    public bool HasChecksum { get; private set; }

    /// <summary>True before a frame's first byte.</summary>
    public bool IsAtStart => headWanted == HeadBytes && headFilled == 0;

    /// <summary>True behind a frame's last byte.</summary>
    public bool IsAtEnd => isLastBlock && toPass == 0;

    private static ReadOnlySpan<byte> Magic => [0x28, 0xb5, 0x2f, 0xfd];

    public void Start()
    {
        (headWanted, headFilled, toPass, isLastBlock) = (HeadBytes, 0, 0, false);
    }

    /// <summary>How many of the next bytes belong to the frame that starts at <paramref name="frameStart"/>: all, or fewer at its end.</summary>
    public int Pass(ReadOnlySpan<byte> bytes, long frameStart)
    {
        var passed = 0;
        while (passed < bytes.Length && !IsAtEnd)
        {
            if (toPass > 0)
            {
                var run = Math.Min(toPass, bytes.Length - passed);
                (passed, toPass) = (passed + run, toPass - run);
                continue;
            }

            head[headFilled++] = bytes[passed++];
            if (headFilled == headWanted)
            {
                toPass = headWanted == HeadBytes ? EndHead(frameStart) : EndBlockHead();
                (headWanted, headFilled) = (BlockHeadBytes, 0);
            }
        }

        return passed;
    }

    /// <summary>The length of the rest of the frame's header.</summary>
    private int EndHead(long frameStart)
    {
        var descriptor = head[^1];
        HasChecksum = (descriptor & ChecksumFlag) != 0;
        if (!head.AsSpan().StartsWith(Magic) || (descriptor & NeverSet) != 0 || (HasChecksum && (descriptor & SaysSize) == 0))
        {
            throw new ArchiveFormatException(frameStart, "the start of a zstd frame", Convert.ToHexString(head));
        }

        var isSingleSegment = (descriptor & SingleSegmentFlag) != 0;
        var sizeBytes = (descriptor >> 6) == 0 ? (isSingleSegment ? 1 : 0) : 1 << (descriptor >> 6);
        return sizeBytes + (isSingleSegment ? 0 : 1);
    }

    /// <summary>The length of the block, and of the checksum behind the last.</summary>
    private int EndBlockHead()
    {
        isLastBlock = (head[0] & 1) != 0;
        var size = (head[0] | (head[1] << 8) | (head[2] << 16)) >> 3;
        return (((head[0] >> 1) & 3) == RunOfOneByte ? 1 : size) + (isLastBlock && HasChecksum ? ChecksumBytes : 0);
    }
}
