using System.Diagnostics.Metrics;

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
    private readonly Gauge<double> ageHours;
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
        ageHours = meter.CreateGauge<double>("BackupAgeHours", "h", "Since the newest finished backup's run started.");
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

    /// <summary>Records a backup that is stored.</summary>
    public void RecordSuccess(string database, TimeSpan taken, long archive, long raw, double bytesPerSecond)
    {
        var of = new KeyValuePair<string, object?>(Database, database);
        RecordTogether(() =>
        {
            succeeded.Add(1, of);
            failed.Add(0, of);
            duration.Record(taken.TotalSeconds, of);
            archiveBytes.Record(archive, of);
            databaseBytes.Record(raw, of);
            throughput.Record(bytesPerSecond, of);
        });
    }

    /// <summary>Records a backup that failed.</summary>
    public void RecordFailure(string database, TimeSpan taken, string kind)
    {
        var of = new KeyValuePair<string, object?>(Database, database);
        RecordTogether(() =>
        {
            succeeded.Add(0, of);
            failed.Add(1, of, new("Kind", kind));
            duration.Record(taken.TotalSeconds, of);
        });
    }

    /// <summary>Records how old the newest finished backup of a store is; not where there is none, which is an alarm's missing data.</summary>
    public void RecordAge(double hours) => RecordTogether(() => ageHours.Record(hours));

    /// <summary>Records a drill.</summary>
    /// <param name="database">The name of the database that the backup is of.</param>
    /// <param name="taken">From its start to its end.</param>
    /// <param name="failure">The failure's kind; null for a drill that succeeded.</param>
    public void RecordDrill(string database, TimeSpan taken, string? failure)
    {
        var of = new KeyValuePair<string, object?>(Database, database);
        RecordTogether(() =>
        {
            drillSucceeded.Add(failure is null ? 1 : 0, of);
            drillFailed.Add(failure is null ? 0 : 1, failure is null ? [of] : [of, new("Kind", failure)]);
            drillDuration.Record(taken.TotalSeconds, of);
        });
    }

    public void Dispose() => meter.Dispose();
}
