namespace BlnkBackup.Archive.Verifying;

/// <summary>Takes a table's rows or a large object, decompressed, as they come.</summary>
internal interface IContent
{
    /// <param name="bytes">The next bytes.</param>
    /// <param name="position">How far the archive has been read, for what is said of them.</param>
    void Append(ReadOnlySpan<byte> bytes, long position);
}

/// <summary>A content of which nothing is known but its length.</summary>
internal sealed class ByteCount : IContent
{
    public long Bytes { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes, long position) => Bytes += bytes.Length;
}
