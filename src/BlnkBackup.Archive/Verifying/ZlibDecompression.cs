using System.IO.Compression;

namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// Exactly one zlib stream a content, its Adler-32 right, ended where the content ends: pg_restore loops for ever on what follows.
/// </summary>
/// <remarks>Source: RFC 1950; PostgreSQL <c>src/bin/pg_dump/compress_gzip.c</c>, <c>ReadDataFromArchiveGzip</c>.</remarks>
internal sealed class ZlibDecompression : IDecompression
{
    private readonly byte[] decompressed = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private readonly byte[] compressed = GC.AllocateUninitializedArray<byte>(64 * 1024);

    public bool ChecksContent => true;

    public void Read(ArchiveReader reader, IContent content)
    {
        var start = reader.Position;
        using var chunks = new ZlibChunks(reader, compressed);
        using var zlib = new ZLibStream(chunks, CompressionMode.Decompress);
        try
        {
            int read;
            while ((read = zlib.Read(decompressed)) > 0)
            {
                content.Append(decompressed.AsSpan(0, read), reader.Position);
            }
        }
        catch (InvalidDataException)
        {
            throw new ArchiveFormatException(start, "a zlib stream without damage", $"damage before byte {reader.Position}");
        }

        chunks.EnsureEndedExactly(start);
    }

    public void Dispose()
    {
    }
}
