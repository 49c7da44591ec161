namespace BlnkBackup.Archive.Verifying;

/// <summary>The entries whose blocks are still to come: each has exactly one, of its type, where its offset says.</summary>
internal sealed class AwaitedBlocks(TableOfContents contents)
{
    private const byte OffsetSet = 2;

    private readonly Dictionary<int, TocEntry> awaited =
        contents.Entries.Where(entry => entry.HasBlock).ToDictionary(entry => entry.DumpId);

    /// <summary>How many.</summary>
    public int Count => awaited.Count;

    /// <summary>The entry that a block belongs to.</summary>
    public TocEntry Take(BlockStart block)
    {
        if (!awaited.Remove(block.DumpId, out var entry))
        {
            throw new ArchiveFormatException(
                block.Offset, "a block of an entry that has none yet", $"dump id {block.DumpId}{Owner(block.DumpId)}");
        }

        if (entry.BlockType != block.Type)
        {
            throw new ArchiveFormatException(block.Offset, $"a block of type {(byte)entry.BlockType} for {entry}", $"type {(byte)block.Type}");
        }

        return entry.OffsetState != OffsetSet || entry.Offset == block.Offset
            ? entry
            : throw new ArchiveFormatException(
                entry.OffsetPosition, $"the offset of {entry}, whose block starts at {block.Offset}", $"{entry.Offset}");
    }

    /// <summary>Throws where a block did not come.</summary>
    public void EnsureNone(long length)
    {
        if (awaited.Count > 0)
        {
            throw new ArchiveFormatException(
                length, $"the blocks of {awaited.Count} more entries, that of {awaited.Values.MinBy(entry => entry.OffsetPosition)} first",
                "the end of the archive");
        }
    }

    private string Owner(int dumpId) =>
        contents.Entries.FirstOrDefault(entry => entry.DumpId == dumpId) is { } owner ? $", {owner}" : "";
}
