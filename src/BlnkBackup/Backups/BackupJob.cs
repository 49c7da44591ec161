using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Programs;
using BlnkBackup.Reports;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Backups;

/// <summary>
/// What every way in shares: command line, HTTP, schedule and Step Functions all run a backup through this, and only through this.
/// It may run as often as it is asked to.
/// </summary>
public sealed class BackupJob : IDisposable
{
    private readonly BackupConfiguration configuration;
    private readonly PgPrograms programs;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly RunReport report;

    /// <summary>Opens the store of a configuration; nothing is connected to yet.</summary>
    /// <param name="configuration">What to dump, with what, and where to.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Takes what does not end a run.</param>
    public BackupJob(BackupConfiguration configuration, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        this.configuration = configuration;
        this.clock = clock;
        this.log = log;
        programs = new PgPrograms(configuration.PgBinDirectory, Environment.GetEnvironmentVariable);
        Store = new BackupStore(configuration.Store, clock);
        report = new RunReport(configuration, clock, log);
    }

    /// <summary>The store that the backups go to.</summary>
    public BackupStore Store { get; }

    /// <summary>Runs one backup, and tells how it ended: see <see cref="ReportSettings"/>.</summary>
    /// <param name="progress">Told after every few MiB.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="Failures.BackupException">It failed, and left nothing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and left nothing.</exception>
    public Task<BackupReceipt> RunAsync(IProgress<EncodingProgress>? progress, CancellationToken cancellation)
    {
        var run = new BackupRun(configuration, Store, programs, clock, log);
        return report.OfAsync(() => run.RunAsync(progress, cancellation), () => run.Key, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        report.Dispose();
        Store.Dispose();
    }
}
