using System.Buffers;
using System.Buffers.Binary;

namespace BlnkBackup.Archive;

/// <summary>The archive's bytes, read forward only, and the format's primitives: bytes, ints, strings.</summary>
/// <remarks>
/// <c>int</c> is a sign byte (0 or 1) and four bytes little-endian; <c>str</c> an int length (-1 is NULL) and the bytes.
/// Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>ReadInt</c> and <c>ReadStr</c>.
/// Nothing is allocated on the word of a length: memory grows with the bytes that really arrive.
/// </remarks>
/// <param name="source">The archive.</param>
/// <param name="isStrict">Takes ints and strings only as pg_dump writes them: no minus before a zero, no zero byte in a string.</param>
/// <param name="bufferBytes">How many bytes are asked of the source at a time.</param>
internal sealed class ArchiveInput(Stream source, bool isStrict = false, int bufferBytes = ArchiveInput.BufferBytes)
{
    private const int BufferBytes = 256 * 1024;
    private const int IntBytes = 5;

    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(bufferBytes);
    private int start;
    private int end;
    private long bufferOffset;
    private ArrayBufferWriter<byte>? recording;

    /// <summary>How many bytes have been read.</summary>
    public long Position => bufferOffset + start;

    /// <summary>From here on keeps what is read, up to <see cref="EndRecording"/>.</summary>
    public void StartRecording() => recording = new ArrayBufferWriter<byte>();

    public byte[] EndRecording()
    {
        var bytes = recording!.WrittenSpan.ToArray();
        recording = null;
        return bytes;
    }

    /// <summary>Reads one byte; false at the end of the archive.</summary>
    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (start == end && !Refill())
        {
            return false;
        }

        value = buffer[start];
        Advance(1);
        return true;
    }

    /// <summary>The next byte, which remains to be read; false at the end of the archive.</summary>
    public bool TryPeekByte(out byte value)
    {
        var isThere = start < end || Refill();
        value = isThere ? buffer[start] : default;
        return isThere;
    }

    public byte ReadByte(string what) => TryReadByte(out var value) ? value : throw Truncated(Position, what);

    public int ReadInt(string what)
    {
        Span<byte> bytes = stackalloc byte[IntBytes];
        if (end - start >= IntBytes)
        {
            buffer.AsSpan(start, IntBytes).CopyTo(bytes);
            Advance(IntBytes);
        }
        else
        {
            ReadExactly(bytes, what);
        }

        if (bytes[0] > 1)
        {
            throw new ArchiveFormatException(Position - IntBytes, $"{what} (a sign byte 0 or 1)", $"the byte {bytes[0]}");
        }

        var magnitude = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        if (isStrict && (bytes[0] == 0 ? magnitude < 0 : magnitude <= 0 && magnitude != int.MinValue))
        {
            throw new ArchiveFormatException(Position - IntBytes, $"{what} as pg_dump writes an int", Convert.ToHexString(bytes));
        }

        return bytes[0] == 0 ? magnitude : unchecked(-magnitude);
    }

    public long ReadInt64(string what)
    {
        Span<byte> bytes = stackalloc byte[8];
        ReadExactly(bytes, what);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>Reads a string's bytes; null where the archive says NULL.</summary>
    public byte[]? ReadString(string what)
    {
        var length = ReadInt(what);
        if (length < -1)
        {
            throw new ArchiveFormatException(Position - IntBytes, $"{what} (a length of -1 or more)", $"the length {length}");
        }

        if (length <= 0)
        {
            return length == 0 ? [] : null;
        }

        var bytes = new ArrayBufferWriter<byte>(Math.Min(length, 256));
        while (bytes.WrittenCount < length)
        {
            var room = bytes.GetSpan();
            var read = Read(room[..Math.Min(room.Length, length - bytes.WrittenCount)]);
            if (read == 0)
            {
                throw Truncated(Position, $"{what} ({length - bytes.WrittenCount} more bytes)");
            }

            if (isStrict && room[..read].Contains((byte)0))
            {
                throw new ArchiveFormatException(Position - read + room.IndexOf((byte)0), $"{what} ({length} bytes of text)", "a zero byte");
            }

            bytes.Advance(read);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads what is at hand, at most <paramref name="destination"/>'s length; 0 at the end of the archive.</summary>
    public int Read(Span<byte> destination)
    {
        if (start == end && !Refill())
        {
            return 0;
        }

        var count = Math.Min(destination.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(destination);
        Advance(count);
        return count;
    }

    /// <summary>Reads all of <paramref name="destination"/>.</summary>
    public void ReadExactly(Span<byte> destination, string what)
    {
        var startedAt = Position;
        while (!destination.IsEmpty)
        {
            var read = Read(destination);
            if (read == 0)
            {
                throw Truncated(startedAt, what);
            }

            destination = destination[read..];
        }
    }

    private void Advance(int count)
    {
        recording?.Write(buffer.AsSpan(start, count));
        start += count;
    }

    private bool Refill()
    {
        bufferOffset += end;
        start = 0;
        end = source.Read(buffer);
        return end > 0;
    }

    private static ArchiveFormatException Truncated(long offset, string what) => new(offset, what, "the end of the archive");
}
