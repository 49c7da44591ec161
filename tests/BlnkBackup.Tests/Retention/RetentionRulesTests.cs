using BlnkBackup.Retention;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Retention;

public sealed class RetentionRulesTests
{
    [Fact]
    public void A_week_of_days_a_month_of_weeks_and_a_year_of_months_are_usual() =>
        Assert.Equal(new RetentionRules(7, 30, 365), RetentionRules.Read(new GivenVariables().Lookup));

    [Fact]
    public void Each_can_be_set()
    {
        var rules = RetentionRules.Read(new GivenVariables
        {
            ["RETENTION_DAILY_DAYS"] = "14",
            ["RETENTION_WEEKLY_DAYS"] = "0",
            ["RETENTION_MONTHLY_DAYS"] = "3650",
        }.Lookup);
        Assert.Equal((14, 0, 3650), (rules.DailyDays, rules.WeeklyDays, rules.MonthlyDays));
    }

    [Fact]
    public void What_cannot_be_used_is_refused_all_at_once()
    {
        var problems = Refusal.AllOf(() => RetentionRules.Read(new GivenVariables
        {
            ["RETENTION_DAILY_DAYS"] = "0",
            ["RETENTION_WEEKLY_DAYS"] = "-1",
            ["RETENTION_MONTHLY_DAYS"] = "a year",
        }.Lookup));
        Assert.Equal(["RETENTION_DAILY_DAYS", "RETENTION_WEEKLY_DAYS", "RETENTION_MONTHLY_DAYS"], problems.Select(problem => problem.Split(':')[0]));
    }
}
