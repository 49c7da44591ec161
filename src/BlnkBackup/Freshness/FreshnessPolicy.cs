using System.Globalization;
using BlnkBackup.Storage;

namespace BlnkBackup.Freshness;

/// <summary>Judges the age of the newest finished backup, by the keys' times. Pure.</summary>
public static class FreshnessPolicy
{
    /// <summary>Judges it.</summary>
    /// <param name="backups">All backups of a store, in any order. Those of a time still to come do not count: a wrong clock is no backup.</param>
    /// <param name="limit">What is allowed.</param>
    /// <param name="now">The time.</param>
    public static FreshnessReport Judge(IEnumerable<StoredBackup> backups, FreshnessLimit limit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var newest = backups.Where(backup => backup.IsFinished && backup.Time <= now).MaxBy(backup => backup.Time);
        if (newest is null)
        {
            return new FreshnessReport(FreshnessState.None, null, null, limit.MaxAgeHours, "none: there is no finished backup");
        }

        var age = now - newest.Time;
        var (state, word) = limit.Allows(age) ? (FreshnessState.Fresh, "fresh") : (FreshnessState.Stale, "stale");
        return new FreshnessReport(state, newest, age.TotalHours, limit.MaxAgeHours, string.Create(
            CultureInfo.InvariantCulture,
            $"{word}: the newest finished backup is {age.TotalHours:F1} hours old, allowed are {limit.MaxAgeHours} and {FreshnessLimit.ToleranceHours} for a run under way: {newest.Key}"));
    }
}
