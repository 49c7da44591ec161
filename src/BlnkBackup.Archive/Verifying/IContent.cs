namespace BlnkBackup.Archive.Verifying;

/// <summary>Takes a table's rows or a large object, decompressed, as they come.</summary>
internal interface IContent
{
    /// <param name="bytes">The next bytes.</param>
    /// <param name="position">How far the archive has been read, for what is said of them.</param>
    void Append(ReadOnlySpan<byte> bytes, long position);
}

/// <summary>A content of which nothing is known: its length and its CRC-64.</summary>
internal sealed class ByteSum : IContent
{
    private readonly System.IO.Hashing.Crc64 crc = new();

    public long Bytes { get; private set; }

    public ulong Crc64 => crc.GetCurrentHashAsUInt64();

    public void Append(ReadOnlySpan<byte> bytes, long position)
    {
        crc.Append(bytes);
        Bytes += bytes.Length;
    }
}
