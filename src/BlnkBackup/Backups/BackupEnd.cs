using BlnkBackup.Metrics;
using BlnkBackup.Reports;

namespace BlnkBackup.Backups;

/// <summary>A backup's end, as it is told.</summary>
internal static class BackupEnd
{
    public static RunEnd Of(RunOutcome outcome) => new(BackupSummary.Of(outcome), RunNotice.Of(outcome), metrics => metrics.Record(outcome));

    /// <summary>Records it. A cancelled run, or one that gave way to another, is neither a success nor a failure.</summary>
    public static void Record(this BackupMetrics metrics, RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Succeeded success:
                metrics.RecordSuccess(outcome.Database, outcome.Duration, success.Receipt.Bytes, success.Receipt.RawBytes, success.BytesPerSecond);
                break;
            case RunOutcome.Failed failure:
                metrics.RecordFailure(outcome.Database, outcome.Duration, failure.Kind);
                break;
        }
    }
}
