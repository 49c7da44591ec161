using BlnkBackup.Storage;

namespace BlnkBackup.Retention;

/// <summary>Decides of each backup whether it is kept or removed, by the keys' times alone. Pure: it asks nothing and removes nothing.</summary>
/// <remarks>
/// Ages are counted back from the newest finished backup, not from now: where backups have stopped, time stands still and nothing more
/// is removed, and a clock that is years ahead removes nothing either. So deciding again, at any later time, needs nothing that was
/// removed before: what is kept then is what would have been kept of all that ever was.
/// </remarks>
public sealed class RetentionPolicy
{
    /// <summary>An unfinished backup that is younger may be a run under way.</summary>
    public static readonly TimeSpan UnfinishedPatience = TimeSpan.FromDays(2);

    private readonly DateTimeOffset now;
    private readonly StoredBackup? newest;
    private readonly IReadOnlyList<(RetentionSeries Series, IReadOnlySet<string> Newest)> series;

    private RetentionPolicy(IReadOnlyList<StoredBackup> newestFirst, RetentionRules rules, DateTimeOffset now)
    {
        this.now = now;
        var finished = newestFirst.Where(backup => backup.IsFinished && backup.Time <= now).ToList();
        newest = finished.FirstOrDefault();
        series = [.. rules.Series.Select(one => (one, (IReadOnlySet<string>)finished
            .DistinctBy(backup => one.PeriodOf(backup.Time.UtcDateTime)).Select(backup => backup.Key).ToHashSet()))];
    }

    /// <summary>Decides of all backups of a store, newest first.</summary>
    /// <param name="backups">All of them, in any order.</param>
    /// <param name="rules">What is kept for how long.</param>
    /// <param name="now">The time, for what is newer than it or may still be running.</param>
    public static IReadOnlyList<RetentionDecision> Decide(IEnumerable<StoredBackup> backups, RetentionRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var newestFirst = backups.OrderByDescending(backup => backup.Time).ThenBy(backup => backup.Key, StringComparer.Ordinal).ToList();
        var policy = new RetentionPolicy(newestFirst, rules, now);
        return [.. newestFirst.Select(policy.Decide)];
    }

    private RetentionDecision Decide(StoredBackup backup) => backup switch
    {
        _ when backup.Time > now => Keep(backup, "its time is still to come: check the clocks"),
        { IsFinished: false } => DecideUnfinished(backup),
        _ => DecideFinished(backup),
    };

    // Whatever lies there was proved before it became an object; it is superfluous only once a finished one is newer.
    private RetentionDecision DecideUnfinished(StoredBackup backup)
    {
        if (now - backup.Time < UnfinishedPatience)
        {
            return Keep(backup, $"not finished, but less than {UnfinishedPatience.Days} days old: a run may be under way");
        }

        return newest is null || newest.Time < backup.Time
            ? Keep(backup, "not finished, but no finished one is newer")
            : Remove(backup, $"not finished after {UnfinishedPatience.Days} days, and a finished one is newer");
    }

    private RetentionDecision DecideFinished(StoredBackup backup)
    {
        var age = newest!.Time - backup.Time;
        var periods = series.Select(one => (
            Name: one.Series.PeriodOf(backup.Time.UtcDateTime),
            one.Series.Days,
            IsNewest: one.Newest.Contains(backup.Key),
            IsOver: age > TimeSpan.FromDays(one.Series.Days))).ToList();
        var kept = periods.Where(period => period.IsNewest && !period.IsOver).Select(period => $"newest of {period.Name}");
        var reasons = (backup == newest ? kept.Prepend("newest finished") : kept).ToList();
        return reasons.Count > 0
            ? Keep(backup, string.Join(", ", reasons))
            : Remove(backup, string.Join(", ", periods.Select(period => period.IsNewest
                ? $"newest of {period.Name} but older than {period.Days} days"
                : $"not the newest of {period.Name}")));
    }

    private static RetentionDecision Keep(StoredBackup backup, string reason) => new(backup, IsKept: true, reason);

    private static RetentionDecision Remove(StoredBackup backup, string reason) => new(backup, IsKept: false, reason);
}
