using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Reports;
using BlnkBackup.Secrets;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Drills;

/// <summary>What every way in shares: command line and schedule both run a drill through this. Settings and secret are read anew for each.</summary>
/// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
/// <param name="secrets">Where the secret is that DRILL_DATABASE_SECRET_ARN names.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Takes the summary, and what does not end a drill.</param>
public sealed class DrillJob(Func<string, string?> variable, ISecretStore secrets, TimeProvider clock, ILogger log)
{
    /// <summary>Runs one drill, and tells how it ended: see <see cref="ReportSettings"/>.</summary>
    /// <param name="request">What is drilled.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="timeLeft">How long the caller has, the time to clean up included; null for as long as it takes.</param>
    /// <param name="cancellation">Ends the drill.</param>
    /// <exception cref="ConfigurationException">Lists every problem.</exception>
    /// <exception cref="BackupException">It failed (<see cref="FailureKind.DrillFailed"/>), or could not be held; no database is left.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; no database is left.</exception>
    public async Task<DrillResult> RunAsync(
        DrillRequest request, IProgress<DrillProgress>? progress, TimeSpan? timeLeft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var report = RunReport.Open(variable, clock, log);
        DrillRun? run = null;
        return await report.OfAsync(
            () => Deadline.KeepAsync(timeLeft, clock, DrillAsync, cancellation),
            (result, taken) => DrillEnd.Of(new DrillOutcome.Succeeded(result, taken)),
            (fault, taken) => DrillEnd.Of(
                DrillOutcome.Of(fault, run?.Receipt?.Database ?? "", run?.Backup?.Key, taken, cancellation.IsCancellationRequested)))
            .ConfigureAwait(false);

        async Task<DrillResult> DrillAsync(CancellationToken stop)
        {
            var settings = await DrillSettings.ReadAsync(variable, secrets, request.To, stop).ConfigureAwait(false);
            using var store = new BackupStore(settings.Store, clock);
            var programs = new PgPrograms(settings.PgBinDirectory, variable);
            run = new DrillRun(store, programs, settings.Server, request.Sample ?? DrillSample.Usual, clock, log);
            return await run.RunAsync(request.Backup, progress, stop).ConfigureAwait(false);
        }
    }
}
