using System.Globalization;
using BlnkBackup.Configuration;

namespace BlnkBackup.Retention;

/// <summary>For how long the newest backup of each day, week and month is kept. Immutable.</summary>
/// <param name="DailyDays">The newest of each UTC day, for this many days; at least 1.</param>
/// <param name="WeeklyDays">The newest of each ISO week, Monday to Sunday in UTC; 0 for no such rule.</param>
/// <param name="MonthlyDays">The newest of each month in UTC; 0 for no such rule.</param>
public sealed record RetentionRules(int DailyDays = 7, int WeeklyDays = 30, int MonthlyDays = 365)
{
    private const int MostDays = 36_500;

    internal IReadOnlyList<RetentionSeries> Series =>
    [
        .. ((RetentionSeries[])
        [
            new(DailyDays, time => time.ToString("'day 'yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new(WeeklyDays, time => $"week {ISOWeek.GetYear(time):D4}-W{ISOWeek.GetWeekOfYear(time):D2}"),
            new(MonthlyDays, time => time.ToString("'month 'yyyy-MM", CultureInfo.InvariantCulture)),
        ]).Where(series => series.Days > 0),
    ];

    /// <summary>Reads RETENTION_DAILY_DAYS, RETENTION_WEEKLY_DAYS and RETENTION_MONTHLY_DAYS.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">Lists every problem of the three.</exception>
    public static RetentionRules Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var rules = Read(variables);
        variables.ThrowIfAnyProblem();
        return rules;
    }

    internal static RetentionRules Read(VariableReader variables)
    {
        var usual = new RetentionRules();
        return new RetentionRules(
            variables.Number(ConfigurationVariables.RetentionDailyDays, least: 1, MostDays) ?? usual.DailyDays,
            variables.Number(ConfigurationVariables.RetentionWeeklyDays, least: 0, MostDays) ?? usual.WeeklyDays,
            variables.Number(ConfigurationVariables.RetentionMonthlyDays, least: 0, MostDays) ?? usual.MonthlyDays);
    }
}

/// <summary>One of the rules: the newest backup of each period is kept for some days.</summary>
/// <param name="Days">For how many.</param>
/// <param name="PeriodOf">The period that a time in UTC lies in, in words: "week 2026-W01".</param>
internal sealed record RetentionSeries(int Days, Func<DateTime, string> PeriodOf);
