using System.Buffers.Binary;
using System.IO.Compression;

namespace BlnkBackup.Archive.Slices;

/// <summary>
/// The pieces of one content become together one zlib stream: a header, deflate segments each flushed to a byte's end,
/// a final segment and one Adler-32 of everything. pg_restore reads one zlib stream a content and no more.
/// </summary>
/// <remarks>
/// Each piece is compressed as a zlib stream of its own, whose header (but for the first piece) and end (but for the last)
/// are left away. Its Adler-32 is taken from its end and combined with the others' when the pieces are joined.
/// Source: RFC 1950; PostgreSQL <c>src/bin/pg_dump/compress_gzip.c</c>, <c>ReadDataFromArchiveGzip</c>.
/// </remarks>
internal sealed class ZlibFrameCompressor(int level) : IFrameCompressor
{
    private const int HeaderBytes = 2;
    private const int AdlerBytes = 4;

    private readonly ZLibCompressionOptions options = new() { CompressionLevel = level };
    private readonly MemoryStream compressed = new();

    // The final, empty deflate block and room for the checksum: how a content ends whose last piece is empty.
    private static ReadOnlySpan<byte> EmptyEnd => [0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    // The header of a 32 KiB window at the fastest level.
    private static ReadOnlySpan<byte> Header => [0x78, 0x01];

    public FrameSize Compress(ReadOnlySpan<byte> raw, bool isFirst, bool isLast, Span<byte> chunk)
    {
        if (raw.IsEmpty)
        {
            var header = isFirst ? Header : [];
            header.CopyTo(chunk);
            EmptyEnd.CopyTo(chunk[header.Length..]);
            return new FrameSize(header.Length + EmptyEnd.Length, Adler32: 1, EndsWithAdler32: true);
        }

        compressed.SetLength(0);
        int flushedTo;
        using (var zlib = new ZLibStream(compressed, options, leaveOpen: true))
        {
            zlib.Write(raw);
            zlib.Flush();
            flushedTo = (int)compressed.Length;
        }

        var whole = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        var adler = BinaryPrimitives.ReadUInt32BigEndian(whole[^AdlerBytes..]);
        var kept = whole[(isFirst ? 0 : HeaderBytes)..(isLast ? whole.Length : flushedTo)];
        kept.CopyTo(chunk);
        return new FrameSize(kept.Length, adler, EndsWithAdler32: isLast);
    }

    public void Dispose() => compressed.Dispose();
}
