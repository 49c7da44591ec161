using System.Buffers.Binary;

namespace BlnkBackup.Archive;

/// <summary>An archive's header and table of contents, parsed and as bytes: all that comes before the first data block.</summary>
public sealed class TableOfContents
{
    private const byte OffsetSet = 2;

    private readonly byte[] bytes;
    private readonly int compressionPosition;

    internal TableOfContents(
        ArchiveHeader header, IReadOnlyList<TocEntry> entries, byte[] bytes, int compressionPosition, int entriesPosition)
    {
        Header = header;
        Entries = entries;
        EntriesPosition = entriesPosition;
        this.bytes = bytes;
        this.compressionPosition = compressionPosition;
    }

    /// <summary>What the archive says of itself.</summary>
    public ArchiveHeader Header { get; }

    /// <summary>The entries, in the order pg_restore restores them.</summary>
    public IReadOnlyList<TocEntry> Entries { get; }

    /// <summary>Where the header ends and the table of contents proper, the number of its entries first, begins.</summary>
    internal int EntriesPosition { get; }

    /// <summary>The length of header and table of contents together; the first data block starts here.</summary>
    public int Length => bytes.Length;

    /// <summary>The bytes of header and table of contents.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The same table of contents of an archive compressed otherwise; no byte moves.</summary>
    public TableOfContents With(Compression compression)
    {
        var changed = (byte[])bytes.Clone();
        if (Header.Version.NamesAlgorithm)
        {
            changed[compressionPosition] = (byte)compression.Algorithm;
        }
        else
        {
            // Up to 1.14 an int: 0 is none, all else is gzip at that level.
            changed[compressionPosition] = 0;
            var level = compression.Algorithm == CompressionAlgorithm.None ? 0 : compression.Level;
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(compressionPosition + 1), level);
        }

        return new TableOfContents(Header with { Algorithm = compression.Algorithm }, Entries, changed, compressionPosition, EntriesPosition);
    }

    /// <summary>The same bytes with the offset of every block set, so that pg_restore can seek (<c>-j</c>, <c>-t</c>).</summary>
    /// <param name="offsets">The offset of each entry's block, by dump id.</param>
    internal byte[] BytesWithOffsets(IReadOnlyDictionary<int, long> offsets)
    {
        var changed = (byte[])bytes.Clone();
        foreach (var entry in Entries.Where(entry => entry.HasBlock))
        {
            changed[entry.OffsetPosition] = OffsetSet;
            BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(entry.OffsetPosition + 1), offsets[entry.DumpId]);
        }

        return changed;
    }
}
