using System.Buffers;
using ZstdSharp;

namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// zstd frames, one or several a content, over one or several chunks each. A frame may end only where a chunk ends: pg_restore drops
/// what follows it in its chunk, without a word. The last must end where the content ends.
/// </summary>
/// <remarks>Source: RFC 8878; PostgreSQL <c>src/bin/pg_dump/compress_zstd.c</c>, <c>ReadDataFromArchiveZstd</c>.</remarks>
internal sealed class ZstdDecompression : IDecompression
{
    private readonly byte[] compressed = GC.AllocateUninitializedArray<byte>(128 * 1024);
    private readonly byte[] decompressed = GC.AllocateUninitializedArray<byte>(128 * 1024);
    private readonly Decompressor decompressor = new();
    private readonly ZstdFrameWalk frame = new();

    public bool ChecksContent { get; private set; } = true;

    public void Read(ArchiveReader reader, IContent content)
    {
        var frames = 0;
        var frameStart = reader.Position;
        int read;
        while ((read = reader.ReadWithinChunk(compressed, out var chunkEnds)) > 0)
        {
            if (frame.IsAtStart)
            {
                frameStart = reader.Position - read;
            }

            var ofFrame = frame.Pass(compressed.AsSpan(0, read), frameStart);
            Decompress(compressed.AsSpan(0, ofFrame), content, frameStart, reader.Position);
            if (!frame.IsAtEnd)
            {
                continue;
            }

            if (ofFrame < read || !chunkEnds)
            {
                throw new ArchiveFormatException(
                    reader.Position - read + ofFrame, "the end of a chunk at the end of a zstd frame", "more bytes, which pg_restore would drop");
            }

            ChecksContent &= frame.HasChecksum;
            frame.Start();
            frames++;
        }

        if (frames == 0 || !frame.IsAtStart)
        {
            throw new ArchiveFormatException(frameStart, "a whole zstd frame", $"one cut short at byte {reader.Position}");
        }
    }

    public void Dispose() => decompressor.Dispose();

    private void Decompress(ReadOnlySpan<byte> bytes, IContent content, long frameStart, long position)
    {
        var status = OperationStatus.DestinationTooSmall;
        while (!bytes.IsEmpty || status == OperationStatus.DestinationTooSmall)
        {
            status = decompressor.UnwrapStream(bytes, decompressed, out var consumed, out var written);
            if (status == OperationStatus.InvalidData || (consumed + written == 0 && status != OperationStatus.Done))
            {
                throw new ArchiveFormatException(frameStart, "a zstd frame without damage", $"damage before byte {position}");
            }

            bytes = bytes[consumed..];
            content.Append(decompressed.AsSpan(0, written), position);
        }

        if ((status == OperationStatus.Done) != frame.IsAtEnd)
        {
            throw new ArchiveFormatException(frameStart, "a zstd frame that ends by its lengths", $"another end before byte {position}");
        }
    }
}
