namespace BlnkBackup.Archive;

/// <summary>What the archive holds for one entry of its table of contents.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Offset">Where its block starts, in bytes from the start of the archive.</param>
/// <param name="Rows">For a table: its rows. For a block of large objects: 0.</param>
/// <param name="RawBytes">Its COPY text, terminator included, or its large objects' content, in bytes before compression.</param>
/// <param name="Crc64">The CRC-64/ECMA-182 of those <paramref name="RawBytes"/>: see <see cref="CopyTextDigest"/>.</param>
public sealed record ArchivedEntry(TocEntry Entry, long Offset, long Rows, long RawBytes, ulong Crc64);
