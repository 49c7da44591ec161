namespace BlnkBackup.Archive;

/// <summary>What to compress an archive's blocks with.</summary>
/// <param name="Algorithm">None, Gzip or Zstd.</param>
/// <param name="Level">zstd 1 to 19, gzip 1 to 9; without meaning for None.</param>
public sealed record Compression(CompressionAlgorithm Algorithm, int Level)
{
    /// <summary>zstd at level 1: the default where the archive's version can hold it.</summary>
    public static Compression FastZstd { get; } = new(CompressionAlgorithm.Zstd, 1);

    /// <summary>gzip at level 2: the default for archives of pg_dump 15 and older.</summary>
    /// <remarks>Level 1 of .NET's zlib-ng saves a fifth of the time and makes half as large again.</remarks>
    public static Compression FastGzip { get; } = new(CompressionAlgorithm.Gzip, 2);

    /// <summary>No compression at all.</summary>
    public static Compression None { get; } = new(CompressionAlgorithm.None, 0);

    /// <summary>The levels <see cref="Level"/> may have with <paramref name="algorithm"/>.</summary>
    public static (int Least, int Most) LevelsOf(CompressionAlgorithm algorithm) => algorithm switch
    {
        CompressionAlgorithm.None => (0, 0),
        CompressionAlgorithm.Gzip => (1, 9),
        CompressionAlgorithm.Zstd => (1, 19),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Only none, gzip and zstd are written."),
    };

    /// <summary>True where a pg_restore that reads <paramref name="version"/> can read this compression.</summary>
    public bool FitsIn(ArchiveVersion version) => Algorithm != CompressionAlgorithm.Zstd || version.NamesAlgorithm;

    /// <summary>Throws where an archive of <paramref name="version"/> would say otherwise than its blocks are compressed.</summary>
    internal void EnsureWritable(ArchiveVersion version)
    {
        if (!FitsIn(version))
        {
            throw new ArgumentException($"An archive of version {version} cannot be compressed with {Algorithm}.");
        }

        var (least, most) = LevelsOf(Algorithm);
        if (Algorithm != CompressionAlgorithm.None && (Level < least || Level > most))
        {
            throw new ArgumentException($"{Algorithm} has the levels {least} to {most}, not {Level}.");
        }
    }
}
