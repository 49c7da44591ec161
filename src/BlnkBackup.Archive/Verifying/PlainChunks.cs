namespace BlnkBackup.Archive.Verifying;

/// <summary>Chunks that hold the content as it is; nothing protects it.</summary>
internal sealed class PlainChunks : IDecompression
{
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);

    public bool ChecksContent => false;

    public void Read(ArchiveReader reader, IContent content)
    {
        int read;
        do
        {
            read = reader.ReadData(buffer);
            content.Append(buffer.AsSpan(0, read), reader.Position);
        }
        while (read == buffer.Length);
    }

    public void Dispose()
    {
    }
}
