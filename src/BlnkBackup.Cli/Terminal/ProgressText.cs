using BlnkBackup.Archive;

namespace BlnkBackup.Cli.Terminal;

/// <summary>How far a backup is, in words.</summary>
internal static class ProgressText
{
    public static string Of(EncodingProgress progress) =>
        $"{progress.Entry}: {Size.Of(progress.RawBytes)} read, {Size.Of(progress.ArchiveBytes)} to store";
}
