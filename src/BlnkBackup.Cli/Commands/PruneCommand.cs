using System.CommandLine;
using System.Globalization;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;
using BlnkBackup.Retention;
using BlnkBackup.Storage;

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
        var (location, rules) = Settings.ReadBoth(ObjectStore.Read, RetentionRules.Read);
        using var store = new BackupStore(location);
        var report = await RetentionJob.RunAsync(store, rules, TimeProvider.System.GetUtcNow(), dryRun, cancellation).ConfigureAwait(false);
        foreach (var backup in report.Backups)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{WordOf(backup.Outcome),-6}  {backup.Time:yyyy-MM-dd HH:mm:ss}Z  {Size.Of(backup.Bytes),10}  {backup.Key}  {backup.Reason}"));
        }

        Console.WriteLine(
            $"{report.Kept} kept, {report.Removed} {(dryRun ? "would be removed" : "removed")}, {Size.Of(report.FreedBytes)} {(dryRun ? "would be freed" : "freed")}");
        if (report.Warning is { } warning)
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
