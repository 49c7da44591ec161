using BlnkBackup.Notifications;

namespace BlnkBackup.Backups;

/// <summary>The notice of a run's end.</summary>
internal static class RunNotice
{
    public static Notice Of(RunOutcome outcome)
    {
        var facts = BackupSummary.Of(outcome);
        return outcome switch
        {
            RunOutcome.Succeeded { Receipt.Warnings: { Length: > 0 } warnings } => new(
                NoticeSeverity.Warning, $"{outcome.Subject} succeeded with warnings", [$"{facts}", warnings], facts),
            RunOutcome.Succeeded => new(NoticeSeverity.Success, $"{outcome.Subject} succeeded", [$"{facts}"], facts),
            RunOutcome.Failed failure => new(
                NoticeSeverity.Failure, $"{outcome.Subject} failed", [$"{failure.Kind}: {failure.Reason}", failure.Remedy], facts),
            RunOutcome.GaveWay busy => new(NoticeSeverity.Warning, $"{outcome.Subject} gave way", [busy.Reason], facts),
            _ => new(NoticeSeverity.Warning, $"{outcome.Subject} was cancelled", ["The run was told to end, and left nothing."], facts),
        };
    }
}
