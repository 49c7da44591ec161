namespace BlnkBackup.Archive.Verifying;

/// <summary>Decompresses the chunks of one table or large object after the other, and checks them on the way.</summary>
internal interface IDecompression : IDisposable
{
    /// <summary>True as long as a checksum covered every content that was read.</summary>
    bool ChecksContent { get; }

    /// <summary>Reads all chunks of the current block or large object into <paramref name="content"/>.</summary>
    void Read(ArchiveReader reader, IContent content);
}

/// <summary>Which decompression an archive's header asks for.</summary>
internal static class Decompressions
{
    public static IDecompression Of(CompressionAlgorithm algorithm) => algorithm switch
    {
        CompressionAlgorithm.None => new PlainChunks(),
        CompressionAlgorithm.Gzip => new ZlibDecompression(),
        CompressionAlgorithm.Lz4 => new Lz4Decompression(),
        CompressionAlgorithm.Zstd => new ZstdDecompression(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "The parser lets no other pass."),
    };
}
