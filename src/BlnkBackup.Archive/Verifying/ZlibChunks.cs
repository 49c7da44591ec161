namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// The chunks of one content for a <see cref="System.IO.Compression.ZLibStream"/>, which neither says where its stream ended nor minds one
/// cut short. So the content's last bytes, those of the checksum, are given one by one: a stream that ends exactly at the content's end
/// takes all of them, and asks for no more.
/// </summary>
internal sealed class ZlibChunks(ArchiveReader reader, byte[] buffer) : Stream
{
    private const int ChecksumBytes = 4;

    // FDICT of RFC 1950. .NET's exception for a dictionary that is missing is not to be told from one of the source's own.
    private const byte PresetDictionary = 0x20;

    private int start;
    private int end;
    private bool hasStarted;
    private bool hasReadAll;
    private bool wasAskedForMore;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> destination)
    {
        if (end - start <= ChecksumBytes && !hasReadAll)
        {
            Refill();
        }

        var ready = end - start - ChecksumBytes;
        var count = Math.Min(destination.Length, ready > 0 ? ready : Math.Min(1, end - start));
        wasAskedForMore |= count == 0;
        buffer.AsSpan(start, count).CopyTo(destination);
        start += count;
        return count;
    }

    public void EnsureEndedExactly(long contentStart)
    {
        if (start < end || !hasReadAll)
        {
            throw new ArchiveFormatException(contentStart, "one zlib stream as long as its chunks", "one that ends before them");
        }

        if (wasAskedForMore)
        {
            throw new ArchiveFormatException(contentStart, "a whole zlib stream", $"one cut short at byte {reader.Position}");
        }
    }

    public override int Read(byte[] destination, int offset, int count) => Read(destination.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();

    // Keeps what is left, which may be the checksum.
    private void Refill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = reader.ReadData(buffer.AsSpan(end));
        hasReadAll = read < buffer.Length - end;
        end += read;
        if (!hasStarted && end > 1 && (buffer[1] & PresetDictionary) != 0)
        {
            throw new ArchiveFormatException(reader.Position - read, "a zlib stream", "one with a dictionary of its own, which pg_dump never writes");
        }

        hasStarted = true;
    }
}
