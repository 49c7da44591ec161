using BlnkBackup.Notifications;
using BlnkBackup.Reports;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Drills;

/// <summary>What is told of a drill's end: to the log, and to people.</summary>
internal static class DrillSummary
{
    /// <summary>The log's record.</summary>
    public static RunSummary Of(DrillOutcome outcome) => outcome switch
    {
        DrillOutcome.Succeeded { Result: var result } => new(
            LogLevel.Information,
            FormattableString.Invariant(
                $"Drill of {result.Key} succeeded: {result.Rows} rows of {result.Tables} tables, {result.DigestedTables} of them byte by byte, {result.FactsCompared} facts, {Seconds(outcome)} s"),
            [
                .. Facts("succeeded", outcome), ("Report", result.ReportKey), ("Rows", result.Rows), ("Tables", result.Tables),
                ("DigestedTables", result.DigestedTables), ("FactsCompared", result.FactsCompared), ("RestoreSeconds", Math.Round(result.RestoreSeconds, 3)),
                ("ServerVersion", result.ServerVersion), ("Skipped", result.Skipped.Count > 0 ? string.Join("; ", result.Skipped) : null),
            ]),
        DrillOutcome.Failed failure => new(
            LogLevel.Error, FormattableString.Invariant($"Drill failed ({failure.Kind}) after {Seconds(outcome)} s: {failure.Reason} {failure.Remedy}"),
            [.. Facts("failed", outcome), ("Kind", failure.Kind), ("Reason", failure.Reason), ("Remedy", failure.Remedy)]),
        _ => new(LogLevel.Warning, FormattableString.Invariant($"Drill was cancelled after {Seconds(outcome)} s, and left nothing"), Facts("cancelled", outcome)),
    };

    /// <summary>The notice.</summary>
    public static Notice NoticeOf(DrillOutcome outcome)
    {
        var facts = Of(outcome);
        var what = outcome.Key ?? "a backup";
        return outcome switch
        {
            DrillOutcome.Succeeded => new(NoticeSeverity.Success, $"Drill of {what} succeeded", [$"{facts}"], facts),
            DrillOutcome.Failed failure => new(
                failure.IsOfBackup ? NoticeSeverity.Critical : NoticeSeverity.Failure,
                $"Drill of {what} failed", [$"{failure.Kind}: {failure.Reason}", failure.Remedy], facts),
            _ => new(NoticeSeverity.Warning, $"Drill of {what} was cancelled", ["The drill was told to end, and left nothing."], facts),
        };
    }

    private static (string Name, object? Value)[] Facts(string word, DrillOutcome outcome) =>
        [("Outcome", word), ("Database", outcome.Database), ("Key", outcome.Key), ("Seconds", Seconds(outcome))];

    private static double Seconds(DrillOutcome outcome) => Math.Round(outcome.Duration.TotalSeconds, 3);
}
