using System.CommandLine;
using System.Globalization;
using BlnkBackup.Api.Logging;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Receipts;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup backup</c>: runs one backup.</summary>
internal static class BackupCommand
{
    // Timers end after 49 days.
    private const int LongestDeadlineSeconds = 1_000_000;

    private static readonly Option<int?> DeadlineSeconds = new("--deadline-seconds")
    {
        Description = "Abort the run in time to be gone after so many seconds; no limit by default.",
        CustomParser = argument =>
        {
            if (argument.Tokens is [{ Value: var text }]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= LongestDeadlineSeconds)
            {
                return seconds;
            }

            argument.AddError($"--deadline-seconds must be a whole number from 1 to {LongestDeadlineSeconds}.");
            return null;
        },
    };

    public static Command Create()
    {
        var command = new Command("backup", "Back the database up: one archive, proved whole, becomes one object.") { DeadlineSeconds };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetValue(DeadlineSeconds), stop), cancellation));
        return command;
    }

    private static async Task RunAsync(int? deadlineSeconds, CancellationToken cancellation)
    {
        TimeSpan? timeLeft = deadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        using var job = await Settings.OpenJobAsync(log, cancellation).ConfigureAwait(false);

        var receipt = await ProgressDisplay.ShowAsync<Archive.EncodingProgress, BackupReceipt>(
            $"Backing up {job.Database}", ProgressText.Of, progress => job.RunAsync(progress, timeLeft, cancellation)).ConfigureAwait(false);
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
