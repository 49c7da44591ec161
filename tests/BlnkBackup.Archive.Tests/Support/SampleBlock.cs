namespace BlnkBackup.Archive.Tests.Support;

/// <summary>One data block of a sample: type 1 with one content, or type 3 with any number of large objects.</summary>
internal sealed record SampleBlock(byte Type, int DumpId, IReadOnlyList<SampleContent> Contents)
{
    public void Write(ArchiveBytes bytes)
    {
        bytes.Byte(Type).Int(DumpId);
        foreach (var content in Contents)
        {
            if (content.Oid is { } oid)
            {
                bytes.Int(oid);
            }

            foreach (var chunk in content.Chunks)
            {
                bytes.Int(chunk.Length).Raw(chunk);
            }

            bytes.Int(0);
        }

        if (Type == 3)
        {
            bytes.Int(0);
        }
    }
}

/// <summary>A table's rows, without an oid, or a large object; in the chunks pg_dump would write.</summary>
internal sealed record SampleContent(int? Oid, IReadOnlyList<byte[]> Chunks);
