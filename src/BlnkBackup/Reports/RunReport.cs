using BlnkBackup.Configuration;
using BlnkBackup.Metrics;
using BlnkBackup.Notifications;
using BlnkBackup.Receipts;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Reports;

/// <summary>
/// Tells how runs end, whatever the end: one summary record in the log, one document of metrics, one notice. Telling never fails a run.
/// </summary>
internal sealed class RunReport : IDisposable
{
    private readonly string database;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly EmbeddedMetricFormat? documents;

    /// <param name="configuration">Which database, and how ends are told.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Takes the summary.</param>
    /// <param name="output">Where metrics are written, if they are asked for; null for standard output.</param>
    public RunReport(BackupConfiguration configuration, TimeProvider clock, ILogger log, Stream? output = null)
    {
        (database, this.clock, this.log) = (configuration.Database.Database, clock, log);
        documents = configuration.Reports.EmbeddedMetrics
            ? new EmbeddedMetricFormat(Metrics, output ?? Console.OpenStandardOutput(), clock)
            : null;
        Notices = new NoticeSender(configuration.Reports, clock, log);
    }

    /// <summary>What is measured.</summary>
    public BackupMetrics Metrics { get; } = new();

    /// <summary>Where notices go.</summary>
    public NoticeSender Notices { get; }

    /// <summary>Runs a backup, and tells its end before it gives it on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The run's key, once it has one.</param>
    /// <param name="cancellation">What may end the run; a cancellation without it is some timeout, and a failure.</param>
    public async Task<BackupReceipt> OfAsync(Func<Task<BackupReceipt>> run, Func<string?> key, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        try
        {
            var receipt = await run().ConfigureAwait(false);
            await TellAsync(new RunOutcome.Succeeded(receipt, receipt.Duration)).ConfigureAwait(false);
            return receipt;
        }
        catch (Exception fault)
        {
            await TellAsync(RunOutcome.Of(fault, database, key(), clock.GetElapsedTime(started), cancellation.IsCancellationRequested))
                .ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells an end.</summary>
    public async Task TellAsync(RunOutcome outcome)
    {
        var summary = RunSummary.Of(outcome);
        log.Log(summary.Level, default, summary, null, (told, _) => told.ToString());
        try
        {
            Metrics.Record(outcome);
        }
        catch (Exception fault)
        {
            // Standard output may be closed, a disk full: the backup is what it is all the same.
            log.LogWarning("The run's metrics could not be written: {Fault}", fault.GetType().Name);
        }

        await Notices.SendAsync(RunNotice.Of(outcome)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        documents?.Dispose();
        Metrics.Dispose();
        Notices.Dispose();
    }
}
