using System.CommandLine;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;
using BlnkBackup.Programs;
using BlnkBackup.Restoring;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup restore KEY|latest --to URL</c>: streams a backup into a database.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Backup = new("key") { Description = "The backup's key, or 'latest' for the newest finished one." };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The database to restore into, as a postgres:// URL; it must exist and be empty. Its password may be in PGPASSWORD.",
        Required = true,
    };

    private static readonly Option<bool> IntoNonEmpty = new("--into-non-empty") { Description = "Restore even where the database holds tables already." };

    private static readonly Option<bool> NoOwner = new("--no-owner") { Description = "Leave all objects to the user who restores." };

    private static readonly Option<bool> NoPrivileges = new("--no-privileges") { Description = "Restore no GRANT and REVOKE." };

    private static readonly Option<bool> InPieces = new("--in-pieces") { Description = "Commit as it goes, not in one transaction (for tens of thousands of tables or large objects)." };

    private static readonly Option<bool> Unfinished = new("--unfinished") { Description = "Restore even a backup without a receipt, whose run did not end well." };

    public static Command Create()
    {
        var command = new Command("restore", "Restore a backup: from S3 into pg_restore, without a local file.")
        {
            Backup, To, IntoNonEmpty, NoOwner, NoPrivileges, InPieces, Unfinished,
        };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed, stop), cancellation));
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (target, location) = await Settings.ReadBothAsync(
            () => Task.FromResult(DatabaseTarget.FromUrl(parsed.GetRequiredValue(To), Environment.GetEnvironmentVariable)),
            () => Task.FromResult(ObjectStore.Read(Environment.GetEnvironmentVariable))).ConfigureAwait(false);
        var options = new RestoreOptions(
            parsed.GetValue(IntoNonEmpty), parsed.GetValue(NoOwner), parsed.GetValue(NoPrivileges), parsed.GetValue(InPieces),
            parsed.GetValue(Unfinished));
        using var store = new BackupStore(location);
        var backup = await store.FindAsync(parsed.GetRequiredValue(Backup), cancellation).ConfigureAwait(false);
        var run = new RestoreRun(store, PgPrograms.FromEnvironment(Environment.GetEnvironmentVariable));

        await ProgressDisplay.ShowAsync<long, bool>(
            $"Restoring {backup.Key} into {target}",
            bytes => $"{Size.Of(bytes)} of {Size.Of(backup.Bytes)}",
            async progress =>
            {
                await run.RunAsync(backup, target, options, progress, cancellation).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        Console.WriteLine($"restored: {backup.Key} into {target}");
    }
}
