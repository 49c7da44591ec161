using Amazon.S3;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Retention;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Prunes of buckets whose objects may not be removed.</summary>
public sealed class RetentionAndLockScenarios
{
    [Theory]
    [InlineData(".dump")]
    [InlineData(".json")]
    public async Task What_object_lock_holds_is_kept_and_not_asked_about_where_it_stays_anyway(string end)
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server, objectLock: true);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        var retained = await bucket.PutBackupAsync(daysAgo: 800, request => Lock(request, end, () =>
        {
            request.ObjectLockMode = ObjectLockMode.Governance;
            request.ObjectLockRetainUntilDate = TimeProvider.System.GetUtcNow().UtcDateTime.AddYears(30);
        }));
        var held = await bucket.PutBackupAsync(daysAgo: 801, request => Lock(request, end, () => request.ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.On));
        var free = await bucket.PutBackupAsync(daysAgo: 802);
        var before = await bucket.KeysAsync();

        var report = await bucket.PruneAsync();

        Assert.StartsWith("object lock retains ", ReasonOf(report, retained), StringComparison.Ordinal);
        Assert.StartsWith("a legal hold is on ", ReasonOf(report, held), StringComparison.Ordinal);
        Assert.Equal((3, 1, 0), (report.Kept, report.Removed, report.Failed));
        Assert.Equal(before.Where(key => !key.StartsWith(free[..^"dump".Length], StringComparison.Ordinal)), await bucket.KeysAsync());
        Assert.DoesNotContain(server.Server.Requests, request =>
            request.Operation == "GetObjectRetention" && request.Key!.Contains("20260311", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GetObjectRetention")]
    [InlineData("GetObjectLegalHold")]
    public async Task Where_locks_may_not_be_asked_about_nothing_is_removed(string operation)
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server, objectLock: true);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        var old = await bucket.PutBackupAsync(daysAgo: 800);
        server.Faults.Add(operation, FaultAction.AccessDenied);

        var report = await bucket.PruneAsync();

        Assert.Equal((2, 0, 0), (report.Kept, report.Removed, report.Failed));
        Assert.Contains("allow s3:GetObjectRetention and s3:GetObjectLegalHold", ReasonOf(report, old), StringComparison.Ordinal);
        Assert.Equal(6, (await bucket.KeysAsync()).Count);
    }

    [Fact]
    public async Task Where_the_bucket_may_not_be_asked_its_objects_say_that_they_have_no_lock()
    {
        await using var server = await EmbeddedStore.StartAsync();
        using var bucket = await FilledBucket.CreateAsync(server);
        await bucket.PutBackupAsync(daysAgo: 0.1);
        await bucket.PutBackupAsync(daysAgo: 800);
        server.Faults.Add("GetObjectLockConfiguration", FaultAction.AccessDenied);

        Assert.Equal(1, (await bucket.PruneAsync()).Removed);
        Assert.Equal(3, server.Server.Requests.Count(request => request is { Operation: "GetObjectLegalHold", ErrorCode: "InvalidRequest" }));
    }

    private static void Lock(Amazon.S3.Model.PutObjectRequest request, string end, Action change)
    {
        if (request.Key.EndsWith(end, StringComparison.Ordinal))
        {
            change();
        }
    }

    private static string ReasonOf(PruneReport report, string key) => report.Backups.Single(backup => backup.Key == key).Reason;
}
