using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>A row may be larger than everything that is held in memory at once.</summary>
public sealed class LargeValueScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task A_value_of_100_MB_is_backed_up_and_restored()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(scenario.Database, """
            CREATE TABLE documents (id int PRIMARY KEY, text text);
            ALTER TABLE documents ALTER COLUMN text SET STORAGE EXTERNAL;
            INSERT INTO documents VALUES (1, 'before'), (3, 'after');
            INSERT INTO documents SELECT 2, repeat(string_agg(md5(i::text) || E'\\\t\n', ''), 10) FROM generate_series(1, 300000) i
            """);
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();

        var documents = Assert.Single(receipt.Entries);
        Assert.Equal(3, documents.Rows);
        Assert.InRange(documents.RawBytes, 100_000_000, long.MaxValue);
        var file = await scenario.DownloadAsync(receipt.Key);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(file)));
    }
}
