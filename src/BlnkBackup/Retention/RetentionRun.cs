using System.Globalization;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Retention;

/// <summary>A prune from beginning to end: list, decide, ask about locks, remove.</summary>
public static class RetentionRun
{
    /// <summary>Removes the backups that no rule keeps, oldest first. One that cannot be removed does not keep the others from it.</summary>
    /// <param name="store">Whose backups.</param>
    /// <param name="rules">What is kept for how long.</param>
    /// <param name="now">The time.</param>
    /// <param name="dryRun">True to remove nothing and only say what would be.</param>
    /// <param name="cancellation">Ends the prune; the next one goes on.</param>
    /// <returns>What became of each backup; <see cref="PruneReport.ThrowIfIncomplete"/> makes a failure of those that could not be removed.</returns>
    /// <exception cref="BackupException">The store cannot be listed; nothing was removed.</exception>
    public static async Task<PruneReport> RunAsync(
        BackupStore store, RetentionRules rules, DateTimeOffset now, bool dryRun, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var decisions = RetentionPolicy.Decide(await store.ListAsync(cancellation).ConfigureAwait(false), rules, now);
        var mayBeHeld = decisions.Any(decision => !decision.IsKept)
            && !await ObjectHold.IsUnknownToBucketAsync(store, cancellation).ConfigureAwait(false);
        var pruned = new List<PrunedBackup>(decisions.Count);
        foreach (var decision in decisions.Reverse())
        {
            var (outcome, reason) = decision.IsKept
                ? (PruneOutcome.Kept, decision.Reason)
                : await RemoveAsync(store, decision, now, mayBeHeld, dryRun, cancellation).ConfigureAwait(false);
            var backup = decision.Backup;
            pruned.Add(new PrunedBackup(backup.Key, backup.Time, backup.Bytes, outcome, reason));
        }

        pruned.Reverse();
        return new PruneReport(store.Location.Bucket, store.Location.Prefix, dryRun, pruned, Warning(decisions, rules, now));
    }

    private static async Task<(PruneOutcome Outcome, string Reason)> RemoveAsync(
        BackupStore store, RetentionDecision decision, DateTimeOffset now, bool mayBeHeld, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            var removal = await BackupRemoval.PrepareAsync(store, decision.Backup, cancellation).ConfigureAwait(false);
            if (mayBeHeld && await removal.FindHoldAsync(now, cancellation).ConfigureAwait(false) is { } hold)
            {
                return (PruneOutcome.Kept, hold);
            }

            if (!dryRun)
            {
                await removal.RunAsync(cancellation).ConfigureAwait(false);
            }

            return (PruneOutcome.Removed, decision.Reason);
        }
        catch (BackupException failure)
        {
            return (PruneOutcome.Failed, failure.Message);
        }
    }

    private static string? Warning(IReadOnlyList<RetentionDecision> decisions, RetentionRules rules, DateTimeOffset now)
    {
        if (decisions.Count == 0)
        {
            return null;
        }

        var newest = decisions.Select(decision => decision.Backup).FirstOrDefault(backup => backup.IsFinished && backup.Time <= now);
        return newest switch
        {
            null => "No backup here is finished, so nothing is removed: run a backup.",
            _ when now - newest.Time > TimeSpan.FromDays(rules.DailyDays) => string.Create(
                CultureInfo.InvariantCulture,
                $"The newest finished backup is {(now - newest.Time).TotalDays:F0} days old: see why backups have stopped. Until there is a new one, no finished one grows older here."),
            _ => null,
        };
    }
}
