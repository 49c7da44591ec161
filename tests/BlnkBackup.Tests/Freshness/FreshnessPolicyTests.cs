using BlnkBackup.Failures;
using BlnkBackup.Freshness;
using BlnkBackup.Tests.Support;

namespace BlnkBackup.Tests.Freshness;

public sealed class FreshnessPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 11, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-11 12:00:00", FreshnessState.Fresh)]
    [InlineData("2026-03-10 12:00:00", FreshnessState.Fresh)]
    [InlineData("2026-03-10 10:00:00", FreshnessState.Fresh)]
    [InlineData("2026-03-10 09:59:59", FreshnessState.Stale)]
    [InlineData("2001-03-10 09:59:59", FreshnessState.Stale)]
    public void A_backup_is_fresh_for_a_day_and_the_time_of_a_run(string time, FreshnessState state)
    {
        var report = FreshnessPolicy.Judge([SampleBackups.At(time)], new FreshnessLimit(), Now);
        Assert.Equal(state, report.State);
        Assert.Equal(SampleBackups.At(time), report.Newest);
    }

    [Fact]
    public void The_newest_finished_one_counts_whatever_the_order()
    {
        var report = FreshnessPolicy.Judge(
            [
                SampleBackups.At("2026-03-09 12:00:00"), SampleBackups.At("2026-03-10 00:00:00"), SampleBackups.At("2026-03-08 12:00:00"),
                SampleBackups.At("2026-03-11 11:00:00", finished: false),
            ],
            new FreshnessLimit(), Now);
        Assert.Equal((FreshnessState.Stale, 36.0), (report.State, report.AgeHours));
    }

    [Fact]
    public void A_backup_of_a_time_still_to_come_is_not_fresh_for_years() =>
        Assert.Equal(FreshnessState.None, FreshnessPolicy.Judge([SampleBackups.At("2036-03-11 12:00:00")], new FreshnessLimit(), Now).State);

    [Fact]
    public void All_of_it_is_in_one_line()
    {
        Assert.Equal(
            "fresh: the newest finished backup is 10.0 hours old, allowed are 24 and 2 for a run under way: ledger/blnk_backup_20260311_020000.dump",
            FreshnessPolicy.Judge([SampleBackups.At("2026-03-11 02:00:00")], new FreshnessLimit(), Now).Sentence);
        Assert.StartsWith("stale: the newest finished backup is 10.0 hours old, allowed are 6 and 2 ",
            FreshnessPolicy.Judge([SampleBackups.At("2026-03-11 02:00:00")], new FreshnessLimit(6), Now).Sentence, StringComparison.Ordinal);
        Assert.Equal("none: there is no finished backup", FreshnessPolicy.Judge([], new FreshnessLimit(), Now).Sentence);
    }

    [Fact]
    public void What_is_not_fresh_makes_a_failure_of_its_own_kind()
    {
        FreshnessPolicy.Judge([SampleBackups.At("2026-03-11 02:00:00")], new FreshnessLimit(), Now).ThrowUnlessFresh();
        Assert.Equal(FailureKind.NoFinishedBackup, KindOf(FreshnessPolicy.Judge([], new FreshnessLimit(), Now)));
        Assert.Equal(FailureKind.BackupStale, KindOf(FreshnessPolicy.Judge([SampleBackups.At("2026-03-01 02:00:00")], new FreshnessLimit(), Now)));

        static FailureKind KindOf(FreshnessReport report) => Assert.Throws<BackupException>(report.ThrowUnlessFresh).Kind;
    }
}
