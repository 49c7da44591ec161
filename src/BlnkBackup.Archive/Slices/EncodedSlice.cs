using System.Buffers.Binary;

namespace BlnkBackup.Archive.Slices;

/// <summary>The bytes of the archive that a slice became, and what stands where in them.</summary>
internal sealed class EncodedSlice
{
    // Room for the worst a compressor does to a full slice (zlib's fastest: 9 bits a byte) and for the pieces' own bytes.
    private const int MostBytes = ArchiveSlice.RawBytes + (ArchiveSlice.RawBytes / 8) + (512 * 1024);

    private readonly List<Mark> marks = [];
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(MostBytes);
    private int length;

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    public IReadOnlyList<Mark> Marks => marks;

    /// <summary>The room left.</summary>
    public Span<byte> Room => bytes.AsSpan(length);

    /// <summary>Where the next byte goes.</summary>
    public int Position => length;

    public void Advance(int count) => length += count;

    public void AddByte(byte value) => bytes[length++] = value;

    /// <summary>Adds an int as the format writes it: a sign byte and the magnitude, 4 bytes little-endian.</summary>
    public void AddInt(int value)
    {
        WriteInt(bytes.AsSpan(length), value);
        length += IntBytes;
    }

    public void Add(Mark mark) => marks.Add(mark);

    /// <summary>Writes 4 bytes, the highest first, as zlib has its checksum.</summary>
    public void PatchBigEndian(int position, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(position), value);

    public void Clear()
    {
        marks.Clear();
        length = 0;
    }

    /// <summary>The length of an int in the archive.</summary>
    public const int IntBytes = 5;

    public static void WriteInt(Span<byte> destination, int value)
    {
        destination[0] = value < 0 ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(destination[1..], value < 0 ? unchecked(-value) : value);
    }
}

/// <summary>What the writer must know of the bytes of a slice, in their order.</summary>
/// <param name="BlockDumpId">For the start of a block: its entry's dump id; otherwise 0.</param>
/// <param name="Position">For the start of a block: where it starts in the slice. For a zlib end: where its checksum stands.</param>
/// <param name="RawBytes">For content: its bytes before compression.</param>
/// <param name="Lines">For content: its newlines.</param>
/// <param name="Crc64">For content: its CRC-64.</param>
/// <param name="StartsContent">For content: true where a table's or large object's first bytes are in it.</param>
/// <param name="Frame">For content: what it became.</param>
internal readonly record struct Mark(
    int BlockDumpId, int Position, int RawBytes = 0, int Lines = 0, ulong Crc64 = 0, bool StartsContent = false, FrameSize Frame = default);
