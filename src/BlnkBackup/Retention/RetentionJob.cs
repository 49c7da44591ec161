using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Reports;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Retention;

/// <summary>
/// What command line and schedule share: a prune, and its end told. Of the settings only the store's, the rules' and the reports' are
/// read, anew for each.
/// </summary>
/// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Takes the summary.</param>
public sealed class RetentionJob(Func<string, string?> variable, TimeProvider clock, ILogger log)
{
    /// <summary>Prunes, and tells how it ended: see <see cref="ReportSettings"/>.</summary>
    /// <param name="timeLeft">How long the caller has; null for as long as it takes.</param>
    /// <param name="cancellation">Ends the prune; the next one goes on.</param>
    /// <returns>What became of each backup; <see cref="PruneReport.ThrowIfIncomplete"/> makes a failure of those that could not be removed.</returns>
    /// <exception cref="ConfigurationException">Lists every problem; nothing was removed.</exception>
    /// <exception cref="BackupException">The store could not be listed and nothing was removed, or the time was over.</exception>
    public async Task<PruneReport> RunAsync(TimeSpan? timeLeft, CancellationToken cancellation)
    {
        using var report = RunReport.Open(variable, clock, log);
        return await report.OfAsync(
            () => Deadline.KeepAsync(timeLeft, clock, stop => PruneAsync(dryRun: false, stop), PruneEnd.TooLate, cancellation),
            PruneEnd.Of,
            (fault, taken) => PruneEnd.Of(fault, taken, cancellation.IsCancellationRequested)).ConfigureAwait(false);
    }

    /// <summary>Says what a prune would do. It removes nothing, and nobody but the caller is told.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public Task<PruneReport> RehearseAsync(CancellationToken cancellation) => PruneAsync(dryRun: true, cancellation);

    private async Task<PruneReport> PruneAsync(bool dryRun, CancellationToken stop)
    {
        var variables = new VariableReader(variable);
        var location = ObjectStoreReader.Read(variables);
        var rules = RetentionRules.Read(variables);
        _ = ReportSettings.Read(variables);
        variables.ThrowIfAnyProblem();

        using var store = new BackupStore(location!, clock);
        return await RetentionRun.RunAsync(store, rules, clock.GetUtcNow(), dryRun, stop).ConfigureAwait(false);
    }
}
