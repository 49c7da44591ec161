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
    public async Task A_backup_that_fails_leaves_nothing_in_moto()
    {
        await using var store = await MotoStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        using var broken = BrokenDump.ThatRunsPgDumpAndThen("exit 1", scenario);
        await Assert.ThrowsAsync<Backups.BackupException>(() => scenario.BackUpAsync());
        await scenario.EnsureNothingLeftAsync();
    }

    private sealed class MotoFactAttribute : FactAttribute
    {
        public MotoFactAttribute() => Skip = MotoStore.Program is null ? "moto_server is not installed" : null;
    }
}
