using System.Globalization;
using BlnkBackup.Failures;
using BlnkBackup.Notifications;
using BlnkBackup.Reports;

namespace BlnkBackup.Freshness;

/// <summary>The end of a look at freshness, as it is told: a bad judgement is for somebody to see to now.</summary>
internal static class FreshnessEnd
{
    public static RunEnd Of(FreshnessReport report, TimeSpan taken)
    {
        var facts = Facts($"{report.State}".ToLowerInvariant(), taken).Append(("Key", report.Newest?.Key)).Append(("AgeHours", Rounded(report.AgeHours)))
            .Append(("MaxAgeHours", report.MaxAgeHours));
        var end = report switch
        {
            { Failure: { } failure, State: FreshnessState.Stale } =>
                RunEnd.Bad(NoticeSeverity.Critical, "The newest finished backup is too old", RunFault.Of(failure), facts),
            { Failure: { } failure } => RunEnd.Bad(NoticeSeverity.Critical, "There is no finished backup", RunFault.Of(failure), facts),
            _ => RunEnd.Good("The newest finished backup is fresh", $"Check of freshness: {report.Sentence}", warning: null, facts),
        };
        return report.AgeHours is { } age ? end with { Measure = metrics => metrics.RecordAge(age) } : end;
    }

    public static RunEnd Of(Exception fault, TimeSpan taken, bool cancelled) => fault is OperationCanceledException && cancelled
        ? RunEnd.Cancelled("Check of freshness was cancelled", Facts("cancelled", taken))
        : RunEnd.Bad(NoticeSeverity.Failure, "Check of freshness failed", RunFault.Of(fault), Facts("failed", taken));

    public static BackupException TooLate(TimeSpan timeLeft) => new(
        FailureKind.DeadlinePassed,
        string.Create(CultureInfo.InvariantCulture, $"The backups could not be listed within the {timeLeft.TotalSeconds:0.#} seconds that there were."),
        "See whether the store can be reached; else give the function more time.");

    private static IEnumerable<(string Name, object? Value)> Facts(string word, TimeSpan taken) =>
        [("Job", "freshness"), ("Outcome", word), ("Seconds", Math.Round(taken.TotalSeconds, 3))];

    private static object? Rounded(double? hours) => hours is { } known ? Math.Round(known, 2) : null;
}
