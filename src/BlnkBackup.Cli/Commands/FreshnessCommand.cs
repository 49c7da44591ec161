using System.CommandLine;
using BlnkBackup.Configuration;
using BlnkBackup.Freshness;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup freshness</c>: one line about the age of the newest finished backup, and an exit code for a monitor.</summary>
internal static class FreshnessCommand
{
    private static readonly Option<int?> MaxAge = new("--max-age-hours")
    {
        Description = $"How old it may be, with {FreshnessLimit.ToleranceHours} hours more for a run under way; else FRESHNESS_MAX_AGE_HOURS, else 24.",
    };

    static FreshnessCommand() => MaxAge.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<int?>() is < 1 or > FreshnessLimit.MostHours)
        {
            given.AddError($"--max-age-hours takes 1 to {FreshnessLimit.MostHours}.");
        }
    });

    public static Command Create()
    {
        var command = new Command("freshness", CommandText.Freshness) { MaxAge };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetValue(MaxAge), stop), cancellation));
        return command;
    }

    private static async Task<ExitCode> RunAsync(int? maxAgeHours, CancellationToken cancellation)
    {
        var (location, limit) = Settings.ReadBoth(
            ObjectStore.Read, variable => maxAgeHours is { } hours ? new FreshnessLimit(hours) : FreshnessLimit.Read(variable));
        using var store = new BackupStore(location);
        var report = await FreshnessJob.RunAsync(store, limit, TimeProvider.System.GetUtcNow(), cancellation).ConfigureAwait(false);
        Console.WriteLine(report.Sentence);
        return report.State switch
        {
            FreshnessState.Fresh => ExitCode.Done,
            FreshnessState.Stale => ExitCode.Stale,
            _ => ExitCode.NoneFinished,
        };
    }
}
