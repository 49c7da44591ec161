namespace BlnkBackup.Archive.Verifying;

/// <summary>Reads one block to its end and checks what is in it.</summary>
internal sealed class BlockCheck(ArchiveReader reader, IDecompression decompression, NamedLargeObjects largeObjects)
{
    /// <summary>Reads the block of <paramref name="entry"/>, whose start was read last.</summary>
    public VerifiedEntry Read(TocEntry entry, long offset)
    {
        var (rows, objects, sum) = entry switch
        {
            { HoldsLargeObjects: true } => ReadLargeObjects(),
            { CopyStatement.Length: > 0 } => ReadCopyText(),
            _ => ReadStatements(),
        };
        return new VerifiedEntry(entry, offset, reader.Position - offset, rows, objects, sum.Bytes, sum.Crc64);
    }

    private (long? Rows, long Objects, ByteSum Sum) ReadCopyText()
    {
        var text = new CopyText();
        decompression.Read(reader, text);
        text.EnsureTerminated(reader.Position);
        return (text.Rows, 0, text.Sum);
    }

    private (long? Rows, long Objects, ByteSum Sum) ReadLargeObjects()
    {
        largeObjects.SeeBlock();
        var (objects, sum) = (0L, new ByteSum());
        for (var offset = reader.Position; reader.TryReadLargeObject(out var oid); offset = reader.Position)
        {
            largeObjects.See(oid, offset);
            objects++;
            decompression.Read(reader, sum);
        }

        return (null, objects, sum);
    }

    private (long? Rows, long Objects, ByteSum Sum) ReadStatements()
    {
        var sum = new ByteSum();
        decompression.Read(reader, sum);
        return (null, 0, sum);
    }
}
