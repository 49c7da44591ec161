using System.Globalization;
using BlnkBackup.Failures;
using BlnkBackup.Notifications;
using BlnkBackup.Reports;

namespace BlnkBackup.Retention;

/// <summary>The end of a prune, as it is told.</summary>
internal static class PruneEnd
{
    public static RunEnd Of(PruneReport report, TimeSpan taken)
    {
        var facts = Facts(report.Failure is null ? "succeeded" : "failed", taken).Concat(
        [
            ("Bucket", report.Bucket), ("Prefix", report.Prefix), ("Kept", report.Kept), ("Removed", report.Removed),
            ("Unremoved", report.Failed), ("FreedBytes", report.FreedBytes),
        ]);
        return report.Failure is { } failure
            ? RunEnd.Bad(NoticeSeverity.Failure, "Prune is incomplete", RunFault.Of(failure), facts)
            : RunEnd.Good(
                "Prune succeeded",
                string.Create(CultureInfo.InvariantCulture, $"Prune succeeded: {report.Kept} kept, {report.Removed} removed, {report.FreedBytes} bytes freed"),
                report.Warning,
                facts);
    }

    public static RunEnd Of(Exception fault, TimeSpan taken, bool cancelled) => fault is OperationCanceledException && cancelled
        ? RunEnd.Cancelled("Prune was cancelled; the next one goes on", Facts("cancelled", taken))
        : RunEnd.Bad(NoticeSeverity.Failure, "Prune failed", RunFault.Of(fault), Facts("failed", taken));

    public static BackupException TooLate(TimeSpan timeLeft) => new(
        FailureKind.DeadlinePassed,
        string.Create(CultureInfo.InvariantCulture, $"The prune did not end within the {timeLeft.TotalSeconds:0.#} seconds that there were."),
        "Prune again: it goes on where it ended, and what was removed in part counts as unfinished, never as a backup. "
        + "If that ends so too, give the function more time.");

    private static IEnumerable<(string Name, object? Value)> Facts(string word, TimeSpan taken) =>
        [("Job", "prune"), ("Outcome", word), ("Seconds", Math.Round(taken.TotalSeconds, 3))];
}
