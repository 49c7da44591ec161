using System.Security.Cryptography;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>An archive's content as the reader gives it, however it was cut into chunks: one line for each block and large object.</summary>
internal static class Content
{
    /// <exception cref="ArchiveFormatException">It is no archive, or it ends too soon.</exception>
    public static IReadOnlyList<string> Of(byte[] archive)
    {
        using var source = new MemoryStream(archive, writable: false);
        var reader = new ArchiveReader(source);
        var contents = reader.ReadTableOfContents();
        var lines = new List<string> { $"{contents.Header with { Algorithm = CompressionAlgorithm.None }}" };
        lines.AddRange(contents.Entries.Select(entry => $"{entry.DumpId} {entry.Oid} {entry} {entry.HasBlock} {entry.CopyStatement}"));
        while (reader.TryReadBlock(out var block))
        {
            lines.Add($"block {block.Type} {block.DumpId}");
            if (block.Type == BlockType.LargeObjects)
            {
                while (reader.TryReadLargeObject(out var oid))
                {
                    lines.Add($"{oid} {Digest(reader)}");
                }
            }
            else
            {
                lines.Add(Digest(reader));
            }
        }

        return lines;
    }

    private static string Digest(ArchiveReader reader)
    {
        Span<byte> buffer = stackalloc byte[1000];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        for (var read = buffer.Length; read == buffer.Length;)
        {
            read = reader.ReadData(buffer);
            hash.AppendData(buffer[..read]);
        }

        return Convert.ToHexString(hash.GetCurrentHash());
    }
}
