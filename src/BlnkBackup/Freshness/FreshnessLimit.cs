using BlnkBackup.Configuration;

namespace BlnkBackup.Freshness;

/// <summary>How old the newest finished backup may be. Immutable.</summary>
/// <param name="MaxAgeHours">In hours, between two runs' starts: 24 for a daily schedule; at least 1.</param>
public sealed record FreshnessLimit(int MaxAgeHours = 24)
{
    /// <summary>The highest of <see cref="MaxAgeHours"/>: ten years.</summary>
    public const int MostHours = 87_600;

    /// <summary>
    /// What is allowed besides: an age counts from a run's start, and only a finished run counts. So with a daily schedule the newest is
    /// 24 hours old when the next run starts, and older until that one has finished; without this every day would tell of a stale backup.
    /// </summary>
    public const int ToleranceHours = 2;

    /// <summary>Reads FRESHNESS_MAX_AGE_HOURS.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">It is no number of hours.</exception>
    public static FreshnessLimit Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var limit = Read(variables);
        variables.ThrowIfAnyProblem();
        return limit;
    }

    internal static FreshnessLimit Read(VariableReader variables) =>
        variables.Number(ConfigurationVariables.FreshnessMaxAgeHours, least: 1, MostHours) is { } given ? new FreshnessLimit(given) : new FreshnessLimit();

    internal bool Allows(TimeSpan age) => age <= TimeSpan.FromHours(MaxAgeHours + ToleranceHours);
}
