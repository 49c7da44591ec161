using BlnkBackup.Archive;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Storage;

namespace BlnkBackup.Scenarios;

/// <summary>The same against moto_server, which others wrote; where it is not installed, one plain line says so.</summary>
public sealed class IndependentStoreScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [MotoFact]
    public async Task A_backup_into_moto_restores()
    {
        await using var store = await MotoStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 20_000);
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();

        var restore = new StockRestore(scenario.Postgres);
        Assert.Empty(before.DifferencesFrom(await restore.IntoNewDatabaseAsync(await scenario.DownloadAsync(receipt.Key))));
        using var backups = new BackupStore(scenario.Configuration.Store);
        Assert.Equal(receipt.Key, Assert.Single(await backups.ListAsync(default)).Key);
        await scenario.EnsureNothingOpenAsync();
    }

    [MotoFact]
    public async Task An_archive_of_many_parts_comes_back_from_moto_through_the_command_line()
    {
        await using var store = await MotoStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE large AS SELECT i, md5(i::text) || md5((i + 1)::text) AS text FROM generate_series(1, 300000) i");
        scenario.Configuration = scenario.Configuration with { Compression = Compression.None };
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();
        var target = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(target);
        var restore = await CommandLine.RunAsync(scenario, "restore", "latest", "--to", scenario.Postgres.Url(target));

        Assert.InRange(receipt.Parts, 3, 10);
        Assert.True(restore.ExitCode == 0, restore.Errors);
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))));
    }

    [MotoFact]
    public async Task No_backup_in_moto_is_ever_overwritten()
    {
        await using var store = await MotoStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var first = await scenario.BackUpAsync(clock: clock);
        await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(clock: clock));
        Assert.Equal(first.Key, Assert.Single(await scenario.KeysAsync()));
        await scenario.EnsureNothingOpenAsync();
    }

    [MotoFact]
    public async Task A_backup_that_fails_leaves_nothing_in_moto()
    {
        await using var store = await MotoStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        using var broken = BrokenDump.ThatRunsPgDumpAndThen("exit 1", scenario);
        await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        await scenario.EnsureNothingLeftAsync();
    }
}
