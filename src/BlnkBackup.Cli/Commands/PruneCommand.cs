using System.CommandLine;
using System.Globalization;
using BlnkBackup.Api.Logging;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Retention;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup prune</c>: removes the backups that no rule keeps, and prints of each backup what became of it and why.</summary>
internal static class PruneCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Remove nothing; only print what would be." };

    public static Command Create()
    {
        var command = new Command("prune", CommandText.Pruned) { DryRun };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetValue(DryRun), stop), cancellation));
        return command;
    }

    private static async Task RunAsync(bool dryRun, CancellationToken cancellation)
    {
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        var job = new RetentionJob(Environment.GetEnvironmentVariable, TimeProvider.System, log.CreateLogger("blnk-backup"));
        var report = await (dryRun ? job.RehearseAsync(cancellation) : job.RunAsync(timeLeft: null, cancellation)).ConfigureAwait(false);
        foreach (var backup in report.Backups)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{WordOf(backup.Outcome),-6}  {backup.Time:yyyy-MM-dd HH:mm:ss}Z  {Size.Of(backup.Bytes),10}  {backup.Key}  {backup.Reason}"));
        }

        Console.WriteLine(
            $"{report.Kept} kept, {report.Removed} {(dryRun ? "would be removed" : "removed")}, {Size.Of(report.FreedBytes)} {(dryRun ? "would be freed" : "freed")}");
        if (dryRun && report.Warning is { } warning)
        {
            await Console.Error.WriteLineAsync($"blnk-backup: {warning}").ConfigureAwait(false);
        }

        report.ThrowIfIncomplete();
    }

    private static string WordOf(PruneOutcome outcome) => outcome switch
    {
        PruneOutcome.Kept => "keep",
        PruneOutcome.Removed => "remove",
        _ => "failed",
    };
}
