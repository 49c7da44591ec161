namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Each algorithm at its fastest.</summary>
internal static class Compressions
{
    public static Compression Fast(CompressionAlgorithm algorithm) => algorithm switch
    {
        CompressionAlgorithm.Gzip => Compression.FastGzip,
        CompressionAlgorithm.Zstd => Compression.FastZstd,
        _ => Compression.None,
    };
}
