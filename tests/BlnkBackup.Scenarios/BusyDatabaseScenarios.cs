using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>A database that others write to all the while: the copy is of one moment, the snapshot's.</summary>
public sealed class BusyDatabaseScenarios(PostgresServers servers, ITestOutputHelper output) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task The_copy_of_a_busy_database_is_its_snapshot()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var file = scenario.FileFor("snapshot");
        using var told = BrokenDump.That(
            $"for a; do case $a in --snapshot=*) echo ${{a#--snapshot=}} > {file};; esac; done; exec \"$pg_dump\" \"$@\"", scenario);
        await using var money = new MovingMoney(scenario.Postgres, scenario.Database);
        await money.CreateAsync();
        money.Start();
        await money.MoveOnAsync(200);

        ContentDigest? snapshot = null;
        var receipt = await scenario.BackUpAsync(new OnFirstRows(async () =>
        {
            await money.MoveOnAsync(200);
            snapshot = await ContentDigest.OfAsync(scenario.ConnectionString, (await File.ReadAllTextAsync(file)).Trim());
        }));
        await money.MoveOnAsync(1);
        var after = await money.CountAsync();

        var dump = await scenario.DownloadAsync(receipt.Key);
        var restored = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(restored);
        await new StockRestore(scenario.Postgres).IntoAsync(restored, dump);
        var copy = await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(restored));

        var copied = copy["public.movements"]!.Rows;
        output.WriteLine($"{copied} movements in the copy, {after} after the backup");
        Assert.InRange(copied, 200, after - 200);
        Assert.Empty(snapshot!.DifferencesFrom(copy));
        Assert.Null(await scenario.Postgres.ScalarAsync<string>(restored, MovingMoney.Broken));

        // The rules do notice what is amiss.
        await scenario.Postgres.ExecuteAsync(restored, "UPDATE accounts SET balance = balance + 1 WHERE id = 7");
        Assert.NotNull(await scenario.Postgres.ScalarAsync<string>(restored, MovingMoney.Broken));
    }
}
