namespace BlnkBackup.Archive.Slices;

/// <summary>Encodes one slice after the other: block starts, chunks of compressed content, terminators.</summary>
/// <remarks>
/// Layout: a block is its type (1 byte), int dump id, chunks, int 0; a chunk is int length and bytes; within a block of large
/// objects each has int oid, chunks, int 0, and an int 0 ends the block.
/// Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_custom.c</c>. An instance serves one thread at a time.
/// </remarks>
internal sealed class SliceEncoder(Compression compression) : IDisposable
{
    private readonly IFrameCompressor compressor = compression.Algorithm switch
    {
        CompressionAlgorithm.Zstd => new ZstdFrameCompressor(compression.Level),
        CompressionAlgorithm.Gzip => new ZlibFrameCompressor(compression.Level),
        CompressionAlgorithm.None => new PlainFrames(),
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression.Algorithm, "Only none, gzip and zstd are written."),
    };

    public void Encode(ArchiveSlice slice)
    {
        var encoded = slice.Encoded;
        foreach (var piece in slice.Pieces)
        {
            switch (piece.Kind)
            {
                case PieceKind.TableDataStart:
                    StartBlock(encoded, BlockType.TableData, piece.Id);
                    break;
                case PieceKind.LargeObjectsStart:
                    StartBlock(encoded, BlockType.LargeObjects, piece.Id);
                    break;
                case PieceKind.LargeObjectStart:
                    encoded.AddInt(piece.Id);
                    break;
                case PieceKind.Content:
                    EncodeContent(encoded, piece, slice.Raw.AsSpan(piece.Start, piece.Length));
                    break;
                case PieceKind.LargeObjectsEnd:
                    encoded.AddInt(0);
                    break;
            }
        }
    }

    public void Dispose() => compressor.Dispose();

    private static void StartBlock(EncodedSlice encoded, BlockType type, int dumpId)
    {
        encoded.Add(new Mark(dumpId, encoded.Position));
        encoded.AddByte((byte)type);
        encoded.AddInt(dumpId);
    }

    private void EncodeContent(EncodedSlice encoded, Piece piece, ReadOnlySpan<byte> raw)
    {
        var frame = compressor.Compress(raw, piece.IsFirst, piece.IsLast, encoded.Room[EncodedSlice.IntBytes..]);
        if (frame.Bytes > 0)
        {
            encoded.AddInt(frame.Bytes);
            encoded.Advance(frame.Bytes);
        }

        encoded.Add(new Mark(
            0, encoded.Position - 4, raw.Length, raw.Count((byte)'\n'), System.IO.Hashing.Crc64.HashToUInt64(raw), piece.IsFirst, frame));
        if (piece.IsLast)
        {
            encoded.AddInt(0);
        }
    }
}
