using BlnkBackup.Metrics;
using BlnkBackup.Reports;

namespace BlnkBackup.Drills;

/// <summary>A drill's end, as it is told.</summary>
internal static class DrillEnd
{
    public static RunEnd Of(DrillOutcome outcome) =>
        new(DrillSummary.Of(outcome), DrillSummary.NoticeOf(outcome), metrics => metrics.Record(outcome));

    /// <summary>Records it. A cancelled one is neither a success nor a failure.</summary>
    public static void Record(this BackupMetrics metrics, DrillOutcome outcome)
    {
        if (outcome is not DrillOutcome.Cancelled)
        {
            metrics.RecordDrill(outcome.Database, outcome.Duration, (outcome as DrillOutcome.Failed)?.Kind);
        }
    }
}
