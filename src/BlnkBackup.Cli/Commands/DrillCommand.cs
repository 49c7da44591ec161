using System.CommandLine;
using System.CommandLine.Parsing;
using BlnkBackup.Api.Logging;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Drills;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup drill [KEY|latest]</c>: restores a backup into a scratch database, and holds that against the receipt.</summary>
internal static class DrillCommand
{
    private static readonly Argument<string> Backup = new("key")
    {
        Description = "The backup's key, or 'latest' for the newest finished one.",
        DefaultValueFactory = _ => BackupStore.Latest,
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "The server to restore into, as a postgres:// URL, in place of DRILL_DATABASE_URL: a database of the drill's own is created there "
            + "and dropped. With neither, a server is started here, if PostgreSQL is installed.",
    };

    private static readonly Option<DrillSample?> Tables = new("--tables")
    {
        Description = "Of how many tables every byte is compared: all, or a number, the ledger's first, then the largest. "
            + "By default the ledger's, and the largest others up to 1 GiB. The rows of all tables are counted.",
        CustomParser = ReadSample,
    };

    public static Command Create()
    {
        var command = new Command("drill", "Restore a backup for a trial, compare what comes back with its receipt, and drop it again.") { Backup, To, Tables };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed, stop), cancellation));
        return command;
    }

    private static DrillSample? ReadSample(ArgumentResult given)
    {
        var sample = DrillSample.Parse(given.Tokens[0].Value);
        if (sample is null)
        {
            given.AddError("--tables takes 'all' or a whole number.");
        }

        return sample;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        var job = new DrillJob(Environment.GetEnvironmentVariable, Settings.Secrets, TimeProvider.System, log.CreateLogger("blnk-backup"));
        var request = new DrillRequest(parsed.GetRequiredValue(Backup), parsed.GetValue(To), parsed.GetValue(Tables));

        var result = await ProgressDisplay.ShowAsync<DrillProgress, DrillResult>(
            $"Drilling {request.Backup}",
            progress => $"{progress.Step}: {Size.Of(progress.Bytes)}",
            progress => job.RunAsync(request, progress, timeLeft: null, cancellation)).ConfigureAwait(false);
        foreach (var skipped in result.Skipped)
        {
            Console.WriteLine($"not compared: {skipped}");
        }

        Console.WriteLine($"drill successful: {result.Key}, as its receipt says; report: s3://{result.Bucket}/{result.ReportKey}");
        Console.WriteLine(
            $"{result.Rows} rows of {result.Tables} tables counted, {result.DigestedTables} tables compared byte by byte, {result.FactsCompared} ledger facts; "
            + $"restored into PostgreSQL {result.ServerVersion} in {result.RestoreSeconds:F1} s, in all {result.DurationSeconds:F1} s");
    }
}
