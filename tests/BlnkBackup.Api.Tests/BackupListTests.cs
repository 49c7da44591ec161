using System.Net;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Storage;

namespace BlnkBackup.Api.Tests;

public sealed class BackupListTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_list_says_of_each_backup_its_key_time_size_storage_class_and_whether_it_is_finished()
    {
        var stored = new StoredBackups(new StoredBackup("ledger/blnk_backup_20260304_120000.dump", Noon, 1_234_567_890_123, "STANDARD_IA", IsFinished: true));
        await using var api = await ApiHost.StartAsync(list: stored.List);
        var answer = await api.GetAsync("/backups");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(
            """{"backups":[{"key":"ledger/blnk_backup_20260304_120000.dump","time":"2026-03-04T12:00:00+00:00","bytes":1234567890123,"storage_class":"STANDARD_IA","finished":true}]}""",
            answer.Text);
    }

    [Fact]
    public async Task The_newest_comes_first_as_the_store_gives_them()
    {
        var stored = new StoredBackups(
            new StoredBackup("newest", Noon, 3, "STANDARD", IsFinished: true),
            new StoredBackup("older", Noon.AddHours(-1), 2, "STANDARD", IsFinished: false),
            new StoredBackup("oldest", Noon.AddDays(-1), 1, "GLACIER", IsFinished: true));
        await using var api = await ApiHost.StartAsync(list: stored.List);
        var backups = (await api.GetAsync("/backups")).Json.GetProperty("backups").EnumerateArray();
        Assert.Equal(["newest", "older", "oldest"], backups.Select(backup => backup.GetProperty("key").GetString()!));
        Assert.Equal([true, false, true], backups.Select(backup => backup.GetProperty("finished").GetBoolean()));
    }

    [Fact]
    public async Task An_empty_store_is_an_empty_list()
    {
        await using var api = await ApiHost.StartAsync(list: new StoredBackups().List);
        Assert.Equal("""{"backups":[]}""", (await api.GetAsync("/backups")).Text);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_ends_the_listing_and_is_no_fault()
    {
        var list = new HeldList();
        await using var api = await ApiHost.StartAsync(list: list.List);
        using var hangUp = new CancellationTokenSource();
        var asking = api.SendAsync(HttpMethod.Get, "/backups", hangUp.Token, Header.BlnkKey(ApiHost.Key));
        await list.Started;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await list.Cancelled;
        await api.StopAsync();
        Assert.DoesNotContain(api.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("Warning: /backups was aborted ", api.Log.Lines);
    }
}
