using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BlnkBackup.Api.Logging;
using BlnkBackup.Freshness;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup freshness</c>: one line about the age of the newest finished backup, and an exit code for a monitor.</summary>
internal static class FreshnessCommand
{
    private static readonly Option<int?> MaxAge = new("--max-age-hours")
    {
        Description = $"How old it may be, with {FreshnessLimit.ToleranceHours} hours more for a run under way; else FRESHNESS_MAX_AGE_HOURS, else 24.",
        CustomParser = ReadHours,
    };

    public static Command Create()
    {
        var command = new Command("freshness", CommandText.Freshness) { MaxAge };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetValue(MaxAge), stop), cancellation));
        return command;
    }

    private static int? ReadHours(ArgumentResult given)
    {
        if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && hours is >= 1 and <= FreshnessLimit.MostHours)
        {
            return hours;
        }

        given.AddError($"--max-age-hours takes a whole number from 1 to {FreshnessLimit.MostHours}.");
        return null;
    }

    private static async Task<ExitCode> RunAsync(int? maxAgeHours, CancellationToken cancellation)
    {
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        var job = new FreshnessJob(Environment.GetEnvironmentVariable, TimeProvider.System, log.CreateLogger("blnk-backup"));
        var limit = maxAgeHours is { } hours ? new FreshnessLimit(hours) : null;
        var report = await job.RunAsync(limit, timeLeft: null, cancellation).ConfigureAwait(false);
        Console.WriteLine(report.Sentence);
        return report.State switch
        {
            FreshnessState.Fresh => ExitCode.Done,
            FreshnessState.Stale => ExitCode.Stale,
            _ => ExitCode.NoneFinished,
        };
    }
}
