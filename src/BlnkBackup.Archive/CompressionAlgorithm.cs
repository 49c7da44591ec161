namespace BlnkBackup.Archive;

/// <summary>How the data blocks of an archive are compressed; the values are those of the header's byte.</summary>
/// <remarks>Source: PostgreSQL <c>src/include/common/compression.h</c>, <c>pg_compress_algorithm</c>.</remarks>
public enum CompressionAlgorithm : byte
{
    /// <summary>Chunks hold the bytes as they are.</summary>
    None = 0,

    /// <summary>One zlib stream for each data block or large object.</summary>
    Gzip = 1,

    /// <summary>lz4 frames; read by pg_restore 16 and newer, never written here.</summary>
    Lz4 = 2,

    /// <summary>zstd frames; read by pg_restore 16 and newer.</summary>
    Zstd = 3,
}
