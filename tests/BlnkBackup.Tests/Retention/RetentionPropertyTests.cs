using BlnkBackup.Retention;
using BlnkBackup.Storage;
using BlnkBackup.Tests.Retention.Support;
using BlnkBackup.Tests.Support;
using CsCheck;

namespace BlnkBackup.Tests.Retention;

/// <summary>What holds of any store, any rules and any time.</summary>
public sealed class RetentionPropertyTests
{
    private static readonly Gen<(StoredBackup[] Backups, RetentionRules Rules, DateTimeOffset Now)> Any =
        Gen.Select(ArbitraryStores.Backups, ArbitraryStores.Rules, ArbitraryStores.Time);

    [Fact]
    public void The_newest_finished_backup_is_never_removed() => Any.Sample(any =>
        Past(any.Backups, any.Now).Where(backup => backup.IsFinished).MaxBy(backup => backup.Time) is not { } newest || Kept(any).Contains(newest));

    [Fact]
    public void What_is_newer_than_now_is_never_removed() => Any.Sample(any =>
        any.Backups.Where(backup => backup.Time > any.Now).All(Kept(any).Contains));

    [Fact]
    public void An_unfinished_backup_is_removed_only_where_a_finished_one_that_is_newer_stays() => Any.Sample(any =>
    {
        var kept = Kept(any);
        return any.Backups.Except(kept).Where(backup => !backup.IsFinished)
            .All(removed => kept.Any(backup => backup.IsFinished && backup.Time > removed.Time));
    });

    [Fact]
    public void A_second_run_removes_nothing() => Any.Sample(any => Kept((Kept(any), any.Rules, any.Now)).SequenceEqual(Kept(any)));

    [Fact]
    public void The_order_of_the_backups_does_not_matter() => Gen.Select(Any, Gen.Int[0, 1 << 20]).Sample((any, seed) =>
    {
        var shuffled = any.Backups.ToArray();
        new Random(seed).Shuffle(shuffled);
        return RetentionPolicy.Decide(shuffled, any.Rules, any.Now).SequenceEqual(RetentionPolicy.Decide(any.Backups, any.Rules, any.Now));
    });

    [Fact]
    public void What_was_removed_is_never_kept_later() => Gen.Select(Any, ArbitraryStores.Time).Sample((any, other) =>
    {
        var (earlier, later) = any.Now < other ? (any.Now, other) : (other, any.Now);
        return Kept((any.Backups, any.Rules, later)).All(Kept((any.Backups, any.Rules, earlier)).Contains);
    });

    [Fact]
    public void More_days_never_keep_less() => Gen.Select(Any, ArbitraryStores.Rules).Sample((any, more) =>
    {
        var longer = new RetentionRules(
            any.Rules.DailyDays + more.DailyDays, any.Rules.WeeklyDays + more.WeeklyDays, any.Rules.MonthlyDays + more.MonthlyDays);
        return Kept(any).All(Kept((any.Backups, longer, any.Now)).Contains);
    });

    [Fact]
    public void Pruning_often_leaves_what_pruning_once_leaves() => Gen.Select(Any, Gen.Int[1, 7]).Sample((any, every) =>
    {
        var store = new List<StoredBackup>();
        var arrivals = Past(any.Backups, any.Now).OrderBy(backup => backup.Time).ToList();
        foreach (var (count, arrival) in arrivals.Index())
        {
            store.Add(arrival);
            if (count % every == 0)
            {
                store = [.. Kept(([.. store], any.Rules, arrival.Time))];
            }
        }

        return Kept(([.. store], any.Rules, any.Now)).SequenceEqual(Kept(([.. arrivals], any.Rules, any.Now)));
    });

    [Fact]
    public void A_finished_backup_is_kept_just_where_a_rule_says_so() => Any.Sample(any =>
    {
        var finished = Past(any.Backups, any.Now).Where(backup => backup.IsFinished).ToList();
        return Kept(any).Intersect(finished).ToHashSet().SetEquals(finished.Where(backup => IsKeptByTheRules(backup, finished, any.Rules)));
    });

    [Fact]
    public void Daily_backups_of_three_years_leave_every_day_week_and_month_that_the_rules_promise()
    {
        var rules = new RetentionRules();
        var store = new List<StoredBackup>();
        for (var day = 0; day < 3 * 365; day++)
        {
            var now = ArbitraryStores.Start.AddDays(day).AddHours(2);
            store.Add(SampleBackups.At(now));
            store = [.. Kept(([.. store], rules, now.AddMinutes(10)))];

            var times = store.Select(backup => backup.Time).ToHashSet();
            Assert.All(Enumerable.Range(0, Math.Min(day, 7) + 1), back => Assert.Contains(now.AddDays(-back), times));
            Assert.All(Enumerable.Range(0, Math.Min(day, 30) + 1).Select(back => now.AddDays(-back)).Where(time => time.DayOfWeek == DayOfWeek.Sunday),
                sunday => Assert.Contains(sunday, times));
            Assert.All(Enumerable.Range(0, Math.Min(day, 365) + 1).Select(back => now.AddDays(-back)).Where(time => time.AddDays(1).Day == 1),
                last => Assert.Contains(last, times));
            Assert.InRange(store.Count, 1, 8 + 4 + 12);
        }
    }

    private static StoredBackup[] Kept((StoredBackup[] Backups, RetentionRules Rules, DateTimeOffset Now) any) =>
        [.. RetentionPolicy.Decide(any.Backups, any.Rules, any.Now).Where(decision => decision.IsKept).Select(decision => decision.Backup)];

    private static IEnumerable<StoredBackup> Past(StoredBackup[] backups, DateTimeOffset now) => backups.Where(backup => backup.Time <= now);

    // The rules once more, in other words: by comparing every two backups.
    private static bool IsKeptByTheRules(StoredBackup backup, List<StoredBackup> finished, RetentionRules rules)
    {
        var age = finished.Max(other => other.Time) - backup.Time;
        return age == TimeSpan.Zero
            || IsNewestOf(time => (time.Year, time.DayOfYear), rules.DailyDays)
            || IsNewestOf(time => (0, (time.Date - new DateTime(2001, 1, 1)).Days / 7), rules.WeeklyDays)
            || IsNewestOf(time => (time.Year, time.Month), rules.MonthlyDays);

        bool IsNewestOf(Func<DateTime, (int, int)> period, int days) => age <= TimeSpan.FromDays(days)
            && !finished.Exists(other => other.Time > backup.Time && period(other.Time.UtcDateTime) == period(backup.Time.UtcDateTime));
    }
}
