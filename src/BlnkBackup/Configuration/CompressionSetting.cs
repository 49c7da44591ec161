using System.Globalization;
using BlnkBackup.Archive;

namespace BlnkBackup.Configuration;

/// <summary>Reads BACKUP_COMPRESSION: an algorithm, or an algorithm, a colon and a level.</summary>
static class CompressionSetting
{
    /// <summary>Null where it is not set, or not understood, which is a problem then.</summary>
    public static Compression? Read(VariableReader variables)
    {
        if (variables.Found(ConfigurationVariables.Compression) is not var (name, text)) return null;
        if (Parse(text) is { } compression) return compression;
        var (zstd, gzip) = (Compression.LevelsOf(CompressionAlgorithm.Zstd), Compression.LevelsOf(CompressionAlgorithm.Gzip));
        variables.Problem(name, $"'{text}' is not understood; write zstd, zstd:{zstd.Least} to zstd:{zstd.Most}, "
            + $"gzip, gzip:{gzip.Least} to gzip:{gzip.Most}, or none.");
        return null;
    }

    static Compression? Parse(string text)
    {
        Compression? usual = text.Split(':')[0] switch
        {
            "zstd" => Compression.FastZstd,
            "gzip" => Compression.FastGzip,
            "none" => Compression.None,
            _ => null,
        };
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (usual is null || colon < 0) return usual;
        var (least, most) = Compression.LevelsOf(usual.Algorithm);
        return usual != Compression.None
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            && level >= least && level <= most
            ? usual with { Level = level }
            : null;
    }
}
