using BlnkBackup.EmbeddedS3;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Freshness;
using BlnkBackup.Retention;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Prunes of real buckets.</summary>
public sealed class RetentionScenarios
{
    [Fact]
    public async Task A_prune_removes_all_objects_of_a_backup_and_nothing_else()
    {
        await using var server = await EmbeddedStore.StartAsync(new EmbeddedS3Options { ListingPageLimit = 2 });
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 2);
        var kept = (await bucket.KeysAsync()).ToHashSet();
        var removed = await bucket.PutBackupAsync(daysAgo: 2.1);
        string[] others =
        [
            "notes.txt", "ledger/notes.txt", "ledger/blnk_backup_notes.txt", "blnk_backup_20260309_093600.dump", "other/blnk_backup_20260309_093600.dump",
            "ledger/blnk_backup_20260309_093600", "ledger/blnk_backup_20260309_093600.dump/copy", "ledger/older/blnk_backup_20250309_093600.dump",
        ];
        foreach (var other in others)
        {
            await bucket.PutAsync(other);
        }

        var report = await bucket.PruneAsync();

        Assert.Equal("ledger/blnk_backup_20260309_093600.dump", removed);
        Assert.Equal(removed, Assert.Single(report.Backups, backup => backup.Outcome == PruneOutcome.Removed).Key);
        Assert.Equal((2, 1, 0, 10), (report.Kept, report.Removed, report.Failed, report.FreedBytes));
        Assert.Equal(kept.Concat(others).Order(StringComparer.Ordinal), await bucket.KeysAsync());
        Assert.Equal(0, (await bucket.PruneAsync()).Removed);
    }

    [Fact]
    public async Task A_dry_run_says_what_a_prune_does_and_removes_nothing()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        foreach (var days in (double[])[0.1, 0.2, 3, 9, 12, 45, 46, 500])
        {
            await bucket.PutBackupAsync(days);
        }

        var before = await bucket.KeysAsync();
        var said = await bucket.PruneAsync(dryRun: true);
        Assert.Equal(before, await bucket.KeysAsync());
        Assert.DoesNotContain(server.Server.Requests, request => request.Operation == "DeleteObject");

        var done = await bucket.PruneAsync();
        Assert.Equal((true, false), (said.IsDryRun, done.IsDryRun));
        Assert.Equal(said.Backups, done.Backups);
        Assert.InRange(done.Removed, 3, 6);
        Assert.Equal(before.Count - (3 * done.Removed), (await bucket.KeysAsync()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_prune_that_is_broken_off_leaves_nothing_that_looks_finished_and_the_next_one_goes_on(int refused)
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        var newest = await bucket.PutBackupAsync(daysAgo: 0.1);
        var old = await bucket.PutBackupAsync(daysAgo: 800);
        server.Faults.Add("DeleteObject", FaultAction.AccessDenied, refused);

        var report = await bucket.PruneAsync();
        var failure = Assert.Throws<BackupException>(report.ThrowIfIncomplete);
        Assert.Equal(FailureKind.PruneIncomplete, failure.Kind);
        Assert.Contains("credentials of its own, with s3:DeleteObject", failure.Remedy, StringComparison.Ordinal);

        var left = await bucket.Store.ListAsync(CancellationToken.None);
        Assert.Equal([(newest, true), (old, refused == 1)], left.Select(backup => (backup.Key, backup.IsFinished)));

        Assert.Equal(1, (await bucket.PruneAsync()).Removed);
        Assert.Equal(3, (await bucket.KeysAsync()).Count);
    }

    [Fact]
    public async Task One_backup_that_cannot_be_removed_does_not_keep_the_others()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 800);
        var stuck = await bucket.PutBackupAsync(daysAgo: 900);
        await bucket.PutBackupAsync(daysAgo: 1000);
        server.Faults.Add(new FaultRule(FaultAction.AccessDenied) { Operation = "DeleteObject", Key = stuck });

        var report = await bucket.PruneAsync();

        Assert.Equal((1, 2, 1), (report.Kept, report.Removed, report.Failed));
        Assert.Contains(stuck, Assert.Throws<BackupException>(report.ThrowIfIncomplete).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_slow_or_loses_an_answer_is_asked_again()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 800);
        server.Faults.Add("GetObjectLockConfiguration", FaultAction.InternalError, 1);
        server.Faults.Add("DeleteObject", FaultAction.SlowDown, 1);
        server.Faults.Add("DeleteObject", FaultAction.LoseAnswer, 3);

        Assert.Equal((1, 0), ((await bucket.PruneAsync()) is var report ? report.Removed : 0, report.Failed));
        Assert.Equal(3, server.Faults.Fired);
        Assert.Equal(3, (await bucket.KeysAsync()).Count);
    }

    [Fact]
    public async Task The_age_of_the_newest_finished_backup_is_judged_from_the_bucket()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        Assert.Equal(FreshnessState.None, (await JudgeAsync()).State);
        await bucket.PutBackupAsync(daysAgo: 2);
        await bucket.PutAsync("ledger/blnk_backup_20260311_110000.dump");
        Assert.Equal((FreshnessState.Stale, 48.0), ((await JudgeAsync()) is var stale ? stale.State : default, stale.AgeHours));
        await bucket.PutAsync("ledger/blnk_backup_20260311_110000.json");
        Assert.Equal((FreshnessState.Fresh, 1.0), ((await JudgeAsync()) is var fresh ? fresh.State : default, fresh.AgeHours));

        Task<FreshnessReport> JudgeAsync() => FreshnessCheck.RunAsync(bucket.Store, new FreshnessLimit(), FilledBucket.Now, CancellationToken.None);
    }

    [Fact]
    public async Task The_command_line_prunes_says_what_was_freed_and_exits_with_15_where_it_may_not()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        var old = await bucket.PutBackupAsync(daysAgo: 800);
        var environment = new Dictionary<string, string>
        {
            ["S3_BACKUP_BUCKET"] = bucket.Location.Bucket,
            ["S3_BACKUP_PREFIX"] = FilledBucket.Prefix,
            ["S3_ENDPOINT"] = server.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = server.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = server.SecretAccessKey,
        };

        server.Faults.Add("DeleteObject", FaultAction.AccessDenied);
        var denied = await CommandLine.RunAsync(environment, "prune");
        Assert.Equal(15, denied.ExitCode);
        Assert.Matches($@"(?m)^failed .* {old}  Could not remove .*AccessDenied", denied.Output);
        Assert.EndsWith("1 kept, 0 removed, 0 B freed\n", denied.Output, StringComparison.Ordinal);
        Assert.Contains("Prune wants credentials of its own", denied.Errors, StringComparison.Ordinal);

        server.Faults.Clear();
        var pruned = await CommandLine.RunAsync(environment, "prune");
        Assert.True(pruned.ExitCode == 0, pruned.Errors);
        Assert.Matches($@"(?m)^remove .* {old}  newest of day ", pruned.Output);
        Assert.EndsWith("1 kept, 1 removed, 10 B freed\n", pruned.Output, StringComparison.Ordinal);
        Assert.Equal(3, (await bucket.KeysAsync()).Count);
    }
}
