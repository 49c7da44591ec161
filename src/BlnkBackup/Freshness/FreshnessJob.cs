using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Reports;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Freshness;

/// <summary>
/// What command line and schedule share: a look at the newest finished backup, and its end told. Of the settings only the store's, the
/// limit and the reports' are read, anew for each.
/// </summary>
/// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Takes the summary.</param>
public sealed class FreshnessJob(Func<string, string?> variable, TimeProvider clock, ILogger log)
{
    /// <summary>Lists, judges, and tells: see <see cref="ReportSettings"/>.</summary>
    /// <param name="limit">How old the newest may be; null for what FRESHNESS_MAX_AGE_HOURS says.</param>
    /// <param name="timeLeft">How long the caller has; null for as long as it takes.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>The judgement; <see cref="FreshnessReport.ThrowUnlessFresh"/> makes a failure of a bad one.</returns>
    /// <exception cref="ConfigurationException">Lists every problem.</exception>
    /// <exception cref="BackupException">The store could not be listed, or not in time.</exception>
    public async Task<FreshnessReport> RunAsync(FreshnessLimit? limit, TimeSpan? timeLeft, CancellationToken cancellation)
    {
        using var report = RunReport.Open(variable, clock, log);
        return await report.OfAsync(
            () => Deadline.KeepAsync(timeLeft, clock, stop => CheckAsync(limit, stop), FreshnessEnd.TooLate, cancellation),
            FreshnessEnd.Of,
            (fault, taken) => FreshnessEnd.Of(fault, taken, cancellation.IsCancellationRequested)).ConfigureAwait(false);
    }

    private async Task<FreshnessReport> CheckAsync(FreshnessLimit? limit, CancellationToken stop)
    {
        var variables = new VariableReader(variable);
        var location = ObjectStoreReader.Read(variables);
        limit ??= FreshnessLimit.Read(variables);
        _ = ReportSettings.Read(variables);
        variables.ThrowIfAnyProblem();

        using var store = new BackupStore(location!, clock);
        return await FreshnessCheck.RunAsync(store, limit, clock.GetUtcNow(), stop).ConfigureAwait(false);
    }
}
