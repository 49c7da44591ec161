namespace BlnkBackup.Archive;

/// <summary>An archive that was read whole and found without damage.</summary>
/// <param name="Header">What it says of itself.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Entries">What it holds, in the order of its blocks.</param>
/// <param name="HasContentChecksums">
/// True where a checksum of the archive's own covers every row: always with gzip, with zstd and lz4 where each frame carries one (ours
/// do, pg_dump's do not), never without compression. Where false, a changed bit may have become a changed row.
/// </param>
/// <remarks>No proof for an upload: that is <see cref="WholeArchive"/>.</remarks>
public sealed record VerifiedArchive(
    ArchiveHeader Header, long Length, IReadOnlyList<VerifiedEntry> Entries, bool HasContentChecksums)
{
    /// <summary>All rows of all tables that were counted.</summary>
    public long Rows => Entries.Sum(entry => entry.Rows ?? 0);

    /// <summary>All rows and large objects, in bytes before compression.</summary>
    public long RawBytes => Entries.Sum(entry => entry.RawBytes);
}

/// <summary>What was found in the block of one entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Offset">Where its block starts, in bytes from the start of the archive.</param>
/// <param name="StoredBytes">The block's length in the archive.</param>
/// <param name="Rows">The rows of COPY text; null for large objects and for tables dumped as INSERT statements.</param>
/// <param name="LargeObjects">How many large objects; 0 for a table.</param>
/// <param name="RawBytes">Its COPY text, terminator included, or its large objects' content, in bytes before compression.</param>
/// <param name="Crc64">The CRC-64/ECMA-182 of those <paramref name="RawBytes"/>.</param>
public sealed record VerifiedEntry(
    TocEntry Entry, long Offset, long StoredBytes, long? Rows, long LargeObjects, long RawBytes, ulong Crc64);
