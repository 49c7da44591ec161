using BlnkBackup.Reports;

namespace BlnkBackup.Notifications;

/// <summary>The notice of a run's end.</summary>
internal static class RunNotice
{
    public static Notice Of(RunOutcome outcome)
    {
        var facts = RunSummary.Of(outcome);
        return outcome switch
        {
            RunOutcome.Succeeded { Receipt.Warnings: { Length: > 0 } warnings } => new(
                NoticeSeverity.Warning, $"Backup of {outcome.Database} succeeded with warnings", [$"{facts}", warnings], facts),
            RunOutcome.Succeeded => new(NoticeSeverity.Success, $"Backup of {outcome.Database} succeeded", [$"{facts}"], facts),
            RunOutcome.Failed failure => new(
                NoticeSeverity.Failure, $"Backup of {outcome.Database} failed", [$"{failure.Kind}: {failure.Reason}", failure.Remedy], facts),
            RunOutcome.GaveWay busy => new(NoticeSeverity.Warning, $"Backup of {outcome.Database} gave way", [busy.Reason], facts),
            _ => new(NoticeSeverity.Warning, $"Backup of {outcome.Database} was cancelled", ["The run was told to end, and left nothing."], facts),
        };
    }
}
