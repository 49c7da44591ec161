namespace BlnkBackup.Archive.Slices;

/// <summary>Cuts the blocks of an uncompressed archive into slices, and checks on the way that each COPY text is ended.</summary>
internal sealed class ArchiveSlicer(ArchiveReader reader, TableOfContents contents)
{
    private readonly Dictionary<int, TocEntry> entries =
        contents.Entries.Where(entry => entry.HasBlock).ToDictionary(entry => entry.DumpId);

    private readonly HashSet<int> started = [];

    /// <summary>The slices of the archive, in order.</summary>
    /// <param name="takeEmpty">Gives an empty slice to fill; may wait for one.</param>
    public IEnumerable<ArchiveSlice> Slices(Func<ArchiveSlice> takeEmpty)
    {
        var slice = takeEmpty();
        foreach (var piece in Pieces(() => slice))
        {
            slice.Add(piece);
            if (slice.IsFull)
            {
                yield return slice;
                slice = takeEmpty();
            }
        }

        yield return slice;
    }

    private IEnumerable<Piece> Pieces(Func<ArchiveSlice> slice)
    {
        while (reader.TryReadBlock(out var block))
        {
            var entry = EntryOf(block);
            if (entry.HoldsLargeObjects)
            {
                yield return new Piece(PieceKind.LargeObjectsStart, block.DumpId);
                while (reader.TryReadLargeObject(out var oid))
                {
                    yield return new Piece(PieceKind.LargeObjectStart, unchecked((int)oid));
                    foreach (var content in Content(slice, new CopyTextTail()))
                    {
                        yield return content;
                    }
                }

                yield return new Piece(PieceKind.LargeObjectsEnd);
            }
            else
            {
                var tail = new CopyTextTail();
                yield return new Piece(PieceKind.TableDataStart, block.DumpId);
                foreach (var content in Content(slice, tail))
                {
                    yield return content;
                }

                tail.EnsureTerminated(entry, reader.Position);
            }
        }
    }

    private IEnumerable<Piece> Content(Func<ArchiveSlice> slice, CopyTextTail tail)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var current = slice();
            var start = current.Filled;
            var asked = current.Room.Length;
            var read = reader.ReadData(current.Room);
            tail.Append(current.Raw.AsSpan(start, read));
            var isLast = read < asked;
            yield return new Piece(PieceKind.Content, 0, start, read, isFirst, isLast);
            if (isLast)
            {
                yield break;
            }
        }
    }

    private TocEntry EntryOf(BlockStart block)
    {
        if (!entries.TryGetValue(block.DumpId, out var entry))
        {
            throw new ArchiveFormatException(block.Offset, "a block of an entry of the table of contents", $"dump id {block.DumpId}");
        }

        if (!started.Add(block.DumpId))
        {
            throw new ArchiveFormatException(block.Offset, "one block an entry", $"another block for {entry}");
        }

        return entry.BlockType == block.Type
            ? entry
            : throw new ArchiveFormatException(block.Offset, $"a block of type {(byte)entry.BlockType} for {entry}", $"type {(byte)block.Type}");
    }
}
