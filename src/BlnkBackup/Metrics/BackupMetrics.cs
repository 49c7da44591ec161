using System.Diagnostics.Metrics;
using BlnkBackup.Reports;

namespace BlnkBackup.Metrics;

/// <summary>
/// What is measured, under the meter <c>BlnkBackup</c>; any listener may take part. Instruments are named as CloudWatch shows them.
/// One more is one more line here, recorded within <see cref="RecordTogether"/>.
/// </summary>
internal sealed class BackupMetrics : IDisposable
{
    public const string MeterName = "BlnkBackup";

    /// <summary>The tag that tells one database's measurements from another's.</summary>
    public const string Database = "Database";

    private readonly Lock gate = new();
    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> succeeded;
    private readonly Counter<long> failed;
    private readonly Histogram<double> duration;
    private readonly Gauge<long> archiveBytes;
    private readonly Gauge<long> databaseBytes;
    private readonly Gauge<double> throughput;
    private readonly Counter<long> drillSucceeded;
    private readonly Counter<long> drillFailed;
    private readonly Histogram<double> drillDuration;

    public BackupMetrics()
    {
        succeeded = meter.CreateCounter<long>("BackupSucceeded", "{backup}", "1 for a backup that is stored, 0 for one that failed.");
        failed = meter.CreateCounter<long>("BackupFailed", "{backup}", "1 for a backup that failed, 0 for one that is stored.");
        duration = meter.CreateHistogram<double>("BackupDurationSeconds", "s", "From a run's start to its end, stored or failed.");
        archiveBytes = meter.CreateGauge<long>("ArchiveBytes", "By", "The stored object's size.");
        databaseBytes = meter.CreateGauge<long>("DatabaseBytes", "By", "Rows and large objects before compression.");
        throughput = meter.CreateGauge<double>("ThroughputBytesPerSecond", "By/s", "DatabaseBytes by BackupDurationSeconds.");
        drillSucceeded = meter.CreateCounter<long>("DrillSucceeded", "{drill}", "1 for a drill that found everything as recorded, 0 for one that failed.");
        drillFailed = meter.CreateCounter<long>("DrillFailed", "{drill}", "1 for a drill that failed, 0 for one that succeeded.");
        drillDuration = meter.CreateHistogram<double>("DrillDurationSeconds", "s", "From a drill's start to its end, succeeded or failed.");
    }

    /// <summary>Raised when what belongs together has been recorded; never by two at once.</summary>
    public event Action? Recorded;

    /// <summary>True for an instrument of these metrics, and not of another's with the meter's name.</summary>
    public bool Own(Instrument instrument) => ReferenceEquals(instrument.Meter, meter);

    /// <summary>Records measurements that belong together; listeners that write documents make one of them.</summary>
    public void RecordTogether(Action record)
    {
        lock (gate)
        {
            record();
            Recorded?.Invoke();
        }
    }

    /// <summary>Records a run's end. A cancelled run, or one that gave way to another, is neither a success nor a failure.</summary>
    public void Record(RunOutcome outcome)
    {
        var database = new KeyValuePair<string, object?>(Database, outcome.Database);
        switch (outcome)
        {
            case RunOutcome.Succeeded success:
                RecordTogether(() =>
                {
                    succeeded.Add(1, database);
                    failed.Add(0, database);
                    duration.Record(outcome.Duration.TotalSeconds, database);
                    archiveBytes.Record(success.Receipt.Bytes, database);
                    databaseBytes.Record(success.Receipt.RawBytes, database);
                    throughput.Record(success.BytesPerSecond, database);
                });
                break;
            case RunOutcome.Failed failure:
                RecordTogether(() =>
                {
                    succeeded.Add(0, database);
                    failed.Add(1, database, new("Kind", failure.Kind));
                    duration.Record(outcome.Duration.TotalSeconds, database);
                });
                break;
        }
    }

    /// <summary>Records a drill's end.</summary>
    /// <param name="of">The name of the database that the backup is of.</param>
    /// <param name="time">From the drill's start to its end.</param>
    /// <param name="failure">The kind of its failure; null for a success.</param>
    public void RecordDrill(string of, TimeSpan time, string? failure)
    {
        var database = new KeyValuePair<string, object?>(Database, of);
        RecordTogether(() =>
        {
            drillSucceeded.Add(failure is null ? 1 : 0, database);
            drillFailed.Add(failure is null ? 0 : 1, failure is null ? [database] : [database, new("Kind", failure)]);
            drillDuration.Record(time.TotalSeconds, database);
        });
    }

    public void Dispose() => meter.Dispose();
}
