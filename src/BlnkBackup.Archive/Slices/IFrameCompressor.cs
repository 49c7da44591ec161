namespace BlnkBackup.Archive.Slices;

/// <summary>Compresses pieces of a table's or large object's content, each independently of the others.</summary>
/// <remarks>An instance serves one thread at a time.</remarks>
internal interface IFrameCompressor : IDisposable
{
    /// <summary>Compresses one piece into one chunk's bytes.</summary>
    /// <param name="raw">The piece; empty only where content ends at the end of the piece before, or is empty altogether.</param>
    /// <param name="isFirst">True for the first piece of the content.</param>
    /// <param name="isLast">True for the last piece of the content.</param>
    /// <param name="chunk">Where the chunk's bytes go.</param>
    /// <returns>The chunk's length; 0 where no chunk is needed.</returns>
    FrameSize Compress(ReadOnlySpan<byte> raw, bool isFirst, bool isLast, Span<byte> chunk);
}

/// <summary>What one piece became.</summary>
/// <param name="Bytes">The chunk's length; 0 for no chunk.</param>
/// <param name="Adler32">For zlib: the checksum of the piece's own bytes.</param>
/// <param name="EndsWithAdler32">For zlib: true where the chunk's last 4 bytes are to become the whole content's checksum.</param>
internal readonly record struct FrameSize(int Bytes, uint Adler32 = 1, bool EndsWithAdler32 = false);
