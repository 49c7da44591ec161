namespace BlnkBackup.Archive;

/// <summary>
/// The proof that an archive is structurally whole: every entry that has data has exactly one block, of its type; no block is a
/// stray; each COPY text is terminated; every frame is finished at the end of its block; the archive ends after its last block.
/// </summary>
/// <remarks>Only <see cref="ArchiveEncoding"/> makes one. Whether pg_dump meant this end is for its exit code to say.</remarks>
public sealed class WholeArchive
{
    internal WholeArchive(TableOfContents contents, long length, IReadOnlyList<ArchivedEntry> entries)
    {
        Header = contents.Header;
        Length = length;
        Entries = entries;
        Contents = contents.BytesWithOffsets(entries.ToDictionary(entry => entry.Entry.DumpId, entry => entry.Offset));
    }

    /// <summary>What the archive says of itself.</summary>
    public ArchiveHeader Header { get; }

    /// <summary>The archive's length in bytes.</summary>
    public long Length { get; }

    /// <summary>What it holds, in the order of the blocks.</summary>
    public IReadOnlyList<ArchivedEntry> Entries { get; }

    /// <summary>Header and table of contents with every block's offset, as long as before: the first bytes of the archive.</summary>
    public ReadOnlyMemory<byte> Contents { get; }

    /// <summary>All rows of all tables.</summary>
    public long Rows => Entries.Sum(entry => entry.Rows);

    /// <summary>All COPY text and large objects, in bytes before compression.</summary>
    public long RawBytes => Entries.Sum(entry => entry.RawBytes);
}
