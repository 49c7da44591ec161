using System.Net;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Freshness;
using BlnkBackup.Storage;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Api.Tests;

public sealed class LatestBackupTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_fresh_backup_is_answered_with_its_facts_and_its_age()
    {
        var answer = await AskAsync(Backup(Noon.AddHours(-30)), Backup(Noon.AddMinutes(-90)));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            """{"key":"blnk_backup_20260304_103000.dump","time":"2026-03-04T10:30:00+00:00","bytes":812,"storage_class":"STANDARD","age_hours":1.5,"max_age_hours":24}""",
            answer.Text);
        Assert.Equal("1.50", answer.Headers["X-Backup-Age-Hours"]);
    }

    [Fact]
    public async Task One_that_is_too_old_is_503_and_tells_its_age()
    {
        var answer = await AskAsync(Backup(Noon.AddHours(-30)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("BACKUP_STALE", answer.At("error_detail", "code"));
        Assert.Contains("30.0 hours old", answer.At("error_detail", "message")!, StringComparison.Ordinal);
        Assert.Equal("30.00", answer.Headers["X-Backup-Age-Hours"]);
    }

    [Fact]
    public async Task One_that_is_not_finished_is_none()
    {
        var answer = await AskAsync(Backup(Noon.AddHours(-1)) with { IsFinished = false });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("BACKUP_NONE_FINISHED", answer.At("error_detail", "code"));
        Assert.DoesNotContain("X-Backup-Age-Hours", answer.Headers.Keys);
    }

    [Fact]
    public async Task How_old_it_may_be_is_the_hosts_to_say()
    {
        await using var api = await StartAsync(new FreshnessLimit(48), Backup(Noon.AddHours(-50)));
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/backups/latest")).Status);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_told()
    {
        await using var api = await StartAsync(null, Backup(Noon));
        var answer = await api.SendAsync(HttpMethod.Get, "/backups/latest");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.DoesNotContain("X-Backup-Age-Hours", answer.Headers.Keys);
    }

    private static StoredBackup Backup(DateTimeOffset time) => new(new BackupKey("", time).ToString(), time, 812, "STANDARD", IsFinished: true);

    private static Task<ApiHost> StartAsync(FreshnessLimit? limit, params StoredBackup[] backups) =>
        ApiHost.StartAsync(list: new StoredBackups(backups).List, limit: limit, clock: new FakeTimeProvider(Noon));

    private static async Task<Answer> AskAsync(params StoredBackup[] backups)
    {
        await using var api = await StartAsync(null, backups);
        return await api.GetAsync("/backups/latest");
    }
}
