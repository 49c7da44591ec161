namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// The table of contents a second time, behind the last block, with the offsets set: what pg_dump 16 and newer leaves where its
/// standard output is a file (<c>pg_dump -Fc &gt; FILE</c>). It means to go back and write over the first, but has opened its output
/// for appending. pg_restore never reads that far, so the archive is whole all the same.
/// </summary>
/// <remarks>
/// Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>_allocAH</c> (opened with PG_BINARY_A);
/// <c>pg_backup_custom.c</c>, <c>_CloseArchive</c>.
/// </remarks>
internal static class AppendedContents
{
    // A block starts with 1 or 3, the contents with the sign of how many entries there are.
    private const byte FirstByte = 0;

    /// <summary>True where they come next.</summary>
    public static bool ComeNext(ArchiveInput input, AwaitedBlocks awaited) =>
        awaited.Count == 0 && input.TryPeekByte(out var next) && next == FirstByte;

    /// <summary>Reads to the end of the archive: nothing, or the very same contents with the offsets of the blocks that were read.</summary>
    public static void EnsureNothingElse(ArchiveInput input, TableOfContents contents, IReadOnlyList<VerifiedEntry> verified)
    {
        if (!input.TryPeekByte(out _))
        {
            return;
        }

        var start = input.Position;
        var expected = contents.BytesWithOffsets(verified.ToDictionary(entry => entry.Entry.DumpId, entry => entry.Offset))
            .AsSpan(contents.EntriesPosition);
        var found = new byte[expected.Length];
        input.ReadExactly(found, "the end of the archive, or its table of contents a second time");
        var same = expected.CommonPrefixLength(found);
        if (same < found.Length || input.TryPeekByte(out _))
        {
            throw new ArchiveFormatException(start + same, "the end of the archive, or its table of contents a second time", "other bytes");
        }
    }
}
