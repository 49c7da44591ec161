using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using BlnkBackup.Logins;
using BlnkBackup.Programs;
using BlnkBackup.Receipts;
using BlnkBackup.Reports;
using BlnkBackup.Secrets;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Backups;

/// <summary>
/// What every way in shares: command line, HTTP, schedule and Step Functions all run a backup through this, and only through this.
/// It may run as often as it is asked to. The database's secret is kept, and read again when the database refuses it.
/// </summary>
public sealed class BackupJob : IDisposable
{
    private readonly Func<string, string?> variable;
    private readonly ISecretStore secrets;
    private readonly PgPrograms programs;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly RunReport report;
    private volatile RunSettings settings;

    private BackupJob(RunSettings settings, Func<string, string?> variable, ISecretStore secrets, TimeProvider clock, ILogger log)
    {
        this.settings = settings;
        this.variable = variable;
        this.secrets = secrets;
        this.clock = clock;
        this.log = log;
        programs = new PgPrograms(settings.Configuration.PgBinDirectory, variable);
        Store = new BackupStore(settings.Configuration.Store, clock);
        report = new RunReport(settings.Configuration.Reports, clock, log);
    }

    /// <summary>The store that the backups go to.</summary>
    public BackupStore Store { get; }

    /// <summary>The database that is backed up.</summary>
    public DatabaseTarget Database => settings.Configuration.Database;

    /// <summary>Reads settings and secrets and opens the store; nothing else is connected to yet. Where that fails, so has the backup, and it is told.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <param name="secrets">Where the secret is that DATABASE_SECRET_ARN names.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Takes what does not end a run.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ConfigurationException">Lists every problem.</exception>
    /// <exception cref="BackupException">The secret cannot be read.</exception>
    public static async Task<BackupJob> OpenAsync(
        Func<string, string?> variable, ISecretStore secrets, TimeProvider clock, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(secrets);
        try
        {
            return new BackupJob(await RunSettings.ReadAsync(variable, secrets, cancellation).ConfigureAwait(false), variable, secrets, clock, log);
        }
        catch (Exception fault)
        {
            using var report = RunReport.Open(variable, clock, log);
            await report.TellAsync(BackupEnd.Of(RunOutcome.Of(fault, database: "", key: null, TimeSpan.Zero, cancellation.IsCancellationRequested)))
                .ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one backup, and tells how it ended: see <see cref="ReportSettings"/>.</summary>
    /// <param name="progress">Told after every few MiB.</param>
    /// <param name="timeLeft">How long the caller has, the time to abort included; null for as long as it takes.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="BackupException">It failed, or its time was over, and left nothing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and left nothing.</exception>
    public Task<BackupReceipt> RunAsync(IProgress<EncodingProgress>? progress, TimeSpan? timeLeft, CancellationToken cancellation)
    {
        BackupRun? run = null;
        return report.OfAsync(
            () => InTimeAsync(
                (configuration, login, stop) =>
                    (run = new BackupRun(configuration, Store, programs, clock, log, login)).RunAsync(progress, stop),
                timeLeft,
                cancellation),
            (receipt, _) => BackupEnd.Of(new RunOutcome.Succeeded(receipt, receipt.Duration)),
            (fault, taken) => BackupEnd.Of(
                RunOutcome.Of(fault, settings.Configuration.Database.Database, run?.Key, taken, cancellation.IsCancellationRequested)));
    }

    /// <summary>Estimates, by the database's size, how long a backup will take.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task<BackupEstimate> EstimateAsync(TimeSpan? timeLeft, CancellationToken cancellation) =>
        InTimeAsync(
            async (configuration, login, stop) =>
            {
                await using var database = await SourceDatabase.ConnectAsync(configuration.Database, login, stop).ConfigureAwait(false);
                return BackupEstimate.Of(
                    await database.SizeAsync(stop).ConfigureAwait(false), configuration.ThroughputBytesPerSecond, configuration.SyncLimitSeconds);
            },
            timeLeft,
            cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        report.Dispose();
        Store.Dispose();
    }

    private Task<T> InTimeAsync<T>(
        Func<BackupConfiguration, IDatabaseLogin?, CancellationToken, Task<T>> work, TimeSpan? timeLeft, CancellationToken cancellation) =>
        Deadline.KeepAsync(timeLeft, clock, stop => WithFreshSecretAsync(work, stop), cancellation);

    /// <summary>A rotated secret ends the first try, of our session or of pg_dump, at its login; the second has the new one.</summary>
    private async Task<T> WithFreshSecretAsync<T>(
        Func<BackupConfiguration, IDatabaseLogin?, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        var used = settings;
        try
        {
            return await TryAsync(used.Configuration).ConfigureAwait(false);
        }
        catch (BackupException refused) when (refused.IsLoginRefused)
        {
            var read = await RunSettings.ReadAsync(variable, secrets, stop).ConfigureAwait(false);
            if (!read.DifferFrom(used))
            {
                throw;
            }

            log.LogWarning("The database refused the login, and its secret has changed: trying once more with the new one");
            settings = read;
            return await TryAsync(read.Configuration).ConfigureAwait(false);
        }

        Task<T> TryAsync(BackupConfiguration configuration) =>
            work(configuration, configuration.DatabaseIamAuth ? new IamLogin(configuration.Store, clock) : null, stop);
    }
}
