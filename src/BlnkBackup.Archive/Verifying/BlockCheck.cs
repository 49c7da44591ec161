namespace BlnkBackup.Archive.Verifying;

/// <summary>Reads one block to its end and checks what is in it.</summary>
internal sealed class BlockCheck(ArchiveReader reader, IDecompression decompression, NamedLargeObjects largeObjects)
{
    /// <summary>Reads the block of <paramref name="entry"/>, whose start was read last.</summary>
    public VerifiedEntry Read(TocEntry entry, long offset)
    {
        var (rows, objects, bytes) = entry switch
        {
            { HoldsLargeObjects: true } => ReadLargeObjects(),
            { CopyStatement.Length: > 0 } => ReadCopyText(),
            _ => (null, 0, ReadContent(new ByteCount())),
        };
        return new VerifiedEntry(entry, offset, reader.Position - offset, rows, objects, bytes);
    }

    private (long? Rows, long Objects, long Bytes) ReadCopyText()
    {
        var text = new CopyText();
        decompression.Read(reader, text);
        text.EnsureTerminated(reader.Position);
        return (text.Rows, 0, text.Bytes);
    }

    private (long? Rows, long Objects, long Bytes) ReadLargeObjects()
    {
        largeObjects.SeeBlock();
        var (objects, bytes) = (0L, 0L);
        for (var offset = reader.Position; reader.TryReadLargeObject(out var oid); offset = reader.Position)
        {
            largeObjects.See(oid, offset);
            objects++;
            bytes += ReadContent(new ByteCount());
        }

        return (null, objects, bytes);
    }

    private long ReadContent(ByteCount content)
    {
        decompression.Read(reader, content);
        return content.Bytes;
    }
}
