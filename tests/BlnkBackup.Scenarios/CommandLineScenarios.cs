using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>The command line and the service as processes, as people run them.</summary>
public sealed class CommandLineScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task Backup_list_and_restore_bring_the_ledger_into_another_database()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var backup = await CommandLine.RunAsync(scenario, "backup");
        Assert.True(backup.ExitCode == 0, backup.Errors);
        var key = Assert.Single(await scenario.KeysAsync());
        Assert.Contains($"backup successful: s3://{scenario.Bucket}/{key}", backup.Output, StringComparison.Ordinal);

        var list = await CommandLine.RunAsync(scenario, "list");
        Assert.EndsWith(key, list.Output.Trim(), StringComparison.Ordinal);

        var target = await NewDatabaseAsync(scenario);
        var restore = await CommandLine.RunAsync(scenario, "restore", "latest", "--to", scenario.Postgres.Url(target));
        Assert.True(restore.ExitCode == 0, restore.Errors);
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))));

        var again = await CommandLine.RunAsync(scenario, "restore", key, "--to", scenario.Postgres.Url(target));
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("not empty", again.Errors, StringComparison.Ordinal);

        var missing = await CommandLine.RunAsync(scenario, "restore", "blnk_backup_20000101_000000.dump", "--to", scenario.Postgres.Url(target));
        Assert.Equal(8, missing.ExitCode);
    }

    [Fact]
    public async Task A_damaged_backup_changes_nothing()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var receipt = await scenario.BackUpAsync();
        store.Server.FlipBit(scenario.Bucket, receipt.Key, receipt.Bytes - 3, 0);
        var target = await NewDatabaseAsync(scenario);

        var restore = await CommandLine.RunAsync(scenario, "restore", "latest", "--to", scenario.Postgres.Url(target));

        Assert.Equal(9, restore.ExitCode);
        Assert.Contains("damaged", restore.Errors, StringComparison.Ordinal);
        Assert.All(
            (await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))).Relations, relation => Assert.Equal(0, relation.Rows));
    }

    [Fact]
    public async Task A_restore_goes_on_where_the_connection_broke()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);
        var receipt = await scenario.BackUpAsync();
        store.Faults.Add("GetObject", new FaultAction.CutBody(receipt.Bytes / 3), 1, 2);
        var target = await NewDatabaseAsync(scenario);

        var restore = await CommandLine.RunAsync(scenario, "restore", "latest", "--to", scenario.Postgres.Url(target));

        Assert.True(restore.ExitCode == 0, restore.Errors);
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))));
        Assert.Equal(2, store.Faults.Fired);
    }

    [Fact]
    public async Task A_terminated_backup_leaves_nothing()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var released = new TaskCompletionSource();
        store.Faults.Add("UploadPart", new FaultAction.Hold(released.Task));
        using var process = CommandLine.Start(scenario, "backup");
        while (!store.Server.Requests.Any(request => request.Operation == "CreateMultipartUpload"))
        {
            Assert.False(process.HasExited, "It ended before it began an upload.");
            await Task.Delay(20);
        }

        await SignalAsync(process, "TERM");
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        released.SetResult();
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task The_service_backs_up_lists_and_stops_cleanly()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        using var service = CommandLine.Start(scenario, "serve", "--urls", "http://127.0.0.1:0");
        var line = await service.StandardOutput.ReadLineAsync();
        using var http = new HttpClient { BaseAddress = new Uri(line!["listening on ".Length..]) };

        using var refused = await http.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CommandLine.ApiKey);
        using var answer = await http.GetAsync("/backup-s3");
        Assert.Equal("\"backup successful\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var key = Assert.Single(answer.Headers.GetValues("X-Backup-Key"));
        Assert.Equal(key, Assert.Single(await scenario.KeysAsync()));

        using var list = JsonDocument.Parse(await http.GetStringAsync("/backups"));
        Assert.Equal(key, list.RootElement.GetProperty("backups")[0].GetProperty("key").GetString());

        store.Faults.Add("CreateMultipartUpload", FaultAction.AccessDenied);
        using var denied = await http.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.BadRequest, denied.StatusCode);

        await SignalAsync(service, "TERM");
        await service.WaitForExitAsync();
        Assert.Equal(0, service.ExitCode);
        await scenario.EnsureNothingOpenAsync();
    }

    private static Task SignalAsync(Process process, string signal) => Shell.RunAsync("kill", [$"-{signal}", $"{process.Id}"]);

    private static async Task<string> NewDatabaseAsync(Scenario scenario)
    {
        var name = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(name);
        return name;
    }

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 2_000);
        return scenario;
    }
}
