using BlnkBackup.Retention;
using BlnkBackup.Storage;
using BlnkBackup.Tests.Support;

namespace BlnkBackup.Tests.Retention;

public sealed class RetentionPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_of_a_day_is_kept_and_the_day_is_UTCs() => AssertDecisions(
        ("2026-03-11 02:00:00", "keep newest finished, newest of day 2026-03-11, newest of week 2026-W11, newest of month 2026-03"),
        ("2026-03-10 23:59:59", "keep newest of day 2026-03-10"),
        ("2026-03-10 00:00:00", "remove not the newest of day 2026-03-10, not the newest of week 2026-W11, not the newest of month 2026-03"));

    [Fact]
    public void A_day_is_over_when_the_newest_backup_is_that_much_newer() => AssertDecisions(
        ("2026-03-11 02:00:00", "keep newest finished, newest of day 2026-03-11, newest of week 2026-W11, newest of month 2026-03"),
        ("2026-03-09 02:00:00", "keep newest of day 2026-03-09"),
        ("2026-03-08 02:00:00", "keep newest of day 2026-03-08, newest of week 2026-W10"),
        ("2026-03-04 02:00:00", "keep newest of day 2026-03-04"),
        ("2026-03-03 02:00:00",
            "remove newest of day 2026-03-03 but older than 7 days, not the newest of week 2026-W10, not the newest of month 2026-03"));

    [Fact]
    public void Weeks_are_ISO_weeks_also_where_they_cross_the_year() => AssertDecisions(
        ("2026-01-05 02:00:00", "keep newest finished, newest of day 2026-01-05, newest of week 2026-W02, newest of month 2026-01"),
        ("2026-01-04 02:00:00", "keep newest of day 2026-01-04, newest of week 2026-W01"),
        ("2025-12-29 02:00:00", "keep newest of day 2025-12-29, newest of month 2025-12"),
        ("2025-12-28 02:00:00", "keep newest of week 2025-W52"));

    [Fact]
    public void The_newest_of_a_month_is_kept_for_a_year() => AssertDecisions(
        ("2026-03-11 02:00:00", "keep newest finished, newest of day 2026-03-11, newest of week 2026-W11, newest of month 2026-03"),
        ("2025-03-31 02:00:00", "keep newest of month 2025-03"),
        ("2025-02-28 02:00:00",
            "remove newest of day 2025-02-28 but older than 7 days, newest of week 2025-W09 but older than 30 days, newest of month 2025-02 but older than 365 days"));

    [Fact]
    public void The_newest_finished_backup_is_kept_whatever_its_age() =>
        AssertDecisions(("2001-03-11 02:00:00", "keep newest finished, newest of day 2001-03-11, newest of week 2001-W10, newest of month 2001-03"));

    [Fact]
    public void Where_backups_have_stopped_nothing_grows_older()
    {
        StoredBackup[] backups = [SampleBackups.At("2016-03-11 02:00:00"), SampleBackups.At("2016-03-04 02:00:00"), SampleBackups.At("2015-04-30 02:00:00")];
        Assert.All(RetentionPolicy.Decide(backups, new RetentionRules(), Now), decision => Assert.True(decision.IsKept, decision.Reason));
    }

    [Fact]
    public void What_is_still_to_come_is_kept_and_displaces_nothing() => AssertDecisions(
        ("2026-03-11 12:00:01", "keep its time is still to come: check the clocks"),
        ("2026-03-11 12:00:00", "keep newest finished, newest of day 2026-03-11, newest of week 2026-W11, newest of month 2026-03"));

    [Theory]
    [InlineData("2026-03-09 12:00:01", "keep not finished, but less than 2 days old: a run may be under way")]
    [InlineData("2026-03-09 12:00:00", "remove not finished after 2 days, and a finished one is newer")]
    public void An_unfinished_backup_is_removed_once_no_run_can_be_under_way(string time, string expected) =>
        Assert.Equal(expected, Words(RetentionPolicy.Decide(
            [SampleBackups.At(time, finished: false), SampleBackups.At("2026-03-11 02:00:00")], new RetentionRules(), Now)[1]));

    [Fact]
    public void An_unfinished_backup_is_kept_as_long_as_no_finished_one_is_newer()
    {
        StoredBackup[] backups = [SampleBackups.At("2026-01-02 02:00:00", finished: false), SampleBackups.At("2026-01-01 02:00:00")];
        Assert.Equal("keep not finished, but no finished one is newer", Words(RetentionPolicy.Decide(backups, new RetentionRules(), Now)[0]));
    }

    [Fact]
    public void An_unfinished_backup_takes_no_finished_ones_place() =>
        Assert.Contains("newest of day 2026-03-10", RetentionPolicy.Decide(
            [SampleBackups.At("2026-03-11 02:00:00"), SampleBackups.At("2026-03-10 03:00:00", finished: false), SampleBackups.At("2026-03-10 02:00:00")],
            new RetentionRules(), Now)[2].Reason, StringComparison.Ordinal);

    [Fact]
    public void A_rule_of_no_days_is_none()
    {
        var decisions = RetentionPolicy.Decide(
            [SampleBackups.At("2026-03-11 02:00:00"), SampleBackups.At("2026-02-28 02:00:00")], new RetentionRules(1, 0, 0), Now);
        Assert.Equal("keep newest finished, newest of day 2026-03-11", Words(decisions[0]));
        Assert.Equal("remove newest of day 2026-02-28 but older than 1 days", Words(decisions[1]));
    }

    [Fact]
    public void An_empty_store_wants_no_decision() => Assert.Empty(RetentionPolicy.Decide([], new RetentionRules(), Now));

    private static void AssertDecisions(params (string Time, string Decision)[] expected)
    {
        var decisions = RetentionPolicy.Decide(expected.Select(one => SampleBackups.At(one.Time)), new RetentionRules(), Now);
        Assert.Equal(expected.Select(one => one.Decision), decisions.Select(Words));
    }

    private static string Words(RetentionDecision decision) => $"{(decision.IsKept ? "keep" : "remove")} {decision.Reason}";
}
