using BlnkBackup.Configuration;
using BlnkBackup.Metrics;
using BlnkBackup.Notifications;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Reports;

/// <summary>
/// Tells how runs end, of whatever job and whatever the end: one summary record in the log, one document of metrics, one notice.
/// Telling never fails a run.
/// </summary>
internal sealed class RunReport : IDisposable
{
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly EmbeddedMetricFormat? documents;

    /// <param name="settings">How ends are told.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Takes the summary.</param>
    /// <param name="output">Where metrics are written, if they are asked for; null for standard output.</param>
    public RunReport(ReportSettings settings, TimeProvider clock, ILogger log, Stream? output = null)
    {
        (this.clock, this.log) = (clock, log);
        documents = settings.EmbeddedMetrics ? new EmbeddedMetricFormat(Metrics, output ?? Console.OpenStandardOutput(), clock) : null;
        Notices = new NoticeSender(settings, clock, log);
    }

    /// <summary>What is measured.</summary>
    public BackupMetrics Metrics { get; } = new();

    /// <summary>Where notices go.</summary>
    public NoticeSender Notices { get; }

    /// <summary>
    /// Opens it before the other settings are read, so that what is wrong with those is told too. A setting of its own that is wrong
    /// counts as not set here: it is for the reader of all of them to complain.
    /// </summary>
    public static RunReport Open(Func<string, string?> variable, TimeProvider clock, ILogger log) =>
        new(ReportSettings.Read(new VariableReader(variable)), clock, log);

    /// <summary>Runs, and tells the end before it gives it on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ended">The end that its result is; told how long it took.</param>
    /// <param name="broken">The end that an exception is.</param>
    public async Task<T> OfAsync<T>(Func<Task<T>> run, Func<T, TimeSpan, RunEnd> ended, Func<Exception, TimeSpan, RunEnd> broken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var result = await run().ConfigureAwait(false);
            await TellAsync(ended(result, clock.GetElapsedTime(started))).ConfigureAwait(false);
            return result;
        }
        catch (Exception fault)
        {
            await TellAsync(broken(fault, clock.GetElapsedTime(started))).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells an end.</summary>
    public async Task TellAsync(RunEnd end)
    {
        log.Log(end.Summary.Level, default, end.Summary, null, (told, _) => told.ToString());
        try
        {
            end.Measure?.Invoke(Metrics);
        }
        catch (Exception fault)
        {
            // Standard output may be closed, a disk full: the run's end is what it is all the same.
            log.LogWarning("The run's metrics could not be written: {Fault}", fault.GetType().Name);
        }

        await Notices.SendAsync(end.Notice).ConfigureAwait(false);
    }

    public void Dispose()
    {
        documents?.Dispose();
        Metrics.Dispose();
        Notices.Dispose();
    }
}
