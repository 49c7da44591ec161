using System.CommandLine;
using BlnkBackup.Api.Logging;
using BlnkBackup.Backups;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup backup</c>: runs one backup.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var command = new Command("backup", "Back the database up: one archive, proved whole, becomes one object.");
        command.SetAction((_, cancellation) => CommandGuard.RunAsync(RunAsync, cancellation));
        return command;
    }

    private static async Task RunAsync(CancellationToken cancellation)
    {
        var configuration = BackupConfiguration.Read(Environment.GetEnvironmentVariable);
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        using var job = new BackupJob(configuration, TimeProvider.System, log.CreateLogger("blnk-backup"));

        var receipt = await ProgressDisplay.ShowAsync<Archive.EncodingProgress, BackupReceipt>(
            $"Backing up {configuration.Database}", ProgressText.Of, progress => job.RunAsync(progress, cancellation)).ConfigureAwait(false);
        if (receipt.Warnings.Length > 0)
        {
            await Console.Error.WriteLineAsync(receipt.Warnings).ConfigureAwait(false);
        }

        Console.WriteLine($"backup successful: s3://{receipt.Bucket}/{receipt.Key}");
        Console.WriteLine(
            $"{receipt.Rows} rows of {receipt.Entries.Count} tables, {Size.Of(receipt.RawBytes)} as {Size.Of(receipt.Bytes)} " +
            $"({receipt.Compression}), in {receipt.Duration.TotalSeconds:F1} s");
    }
}
