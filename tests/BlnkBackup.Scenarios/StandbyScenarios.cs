using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>A hot standby as the source: nothing is written there, and what its recovery cancels is said in words that help.</summary>
public sealed class StandbyScenarios(StandbyPair servers) : IClassFixture<StandbyPair>
{
    [Fact]
    public async Task A_hot_standby_is_backed_up_as_it_stands()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await AtTheStandbyAsync(store, ledger => SampleLedger.CreateAsync(ledger));
        var before = await ContentDigest.OfAsync(servers.Standby.ConnectionString(scenario.Database));

        var receipt = await scenario.BackUpAsync();

        Assert.True(await servers.Standby.ScalarAsync<bool>("postgres", "SELECT pg_is_in_recovery()"));
        Assert.True(receipt.Rows > 2_000);
        var file = await scenario.DownloadAsync(receipt.Key);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(servers.Primary).IntoNewDatabaseAsync(file)));
        await scenario.EnsureNothingOpenAsync();
        await servers.EnsureNoSessionAsync(scenario.Database);
    }

    [Fact]
    public async Task A_dump_that_recovery_cancels_says_so_and_leaves_nothing()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await AtTheStandbyAsync(store, CreateLargeAndSmallAsync);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(new OnFirstRows(() => VacuumAtThePrimaryAsync(scenario))));

        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("conflict with recovery", failed.Message, StringComparison.Ordinal);
        Assert.Contains("hot_standby_feedback", failed.Remedy, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
        await servers.EnsureNoSessionAsync(scenario.Database);
    }

    [Fact]
    public async Task A_snapshot_that_recovery_takes_away_before_the_dump_begins_is_explained_too()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await AtTheStandbyAsync(store, CreateLargeAndSmallAsync);
        var (started, go) = (scenario.FileFor("started"), scenario.FileFor("go"));
        using var late = BrokenDump.That(
            $"echo > {started}; while [ ! -e {go} ]; do sleep 0.02; done; exec \"$pg_dump\" \"$@\"", scenario);
        var run = scenario.BackUpAsync();
        while (!File.Exists(started))
        {
            await Task.Delay(10);
        }

        await VacuumAtThePrimaryAsync(scenario);
        await servers.EnsureNoSessionAsync(scenario.Database);
        await File.WriteAllTextAsync(go, "");

        var failed = await Assert.ThrowsAsync<BackupException>(() => run);
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("hot_standby_feedback", failed.Remedy, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task The_remedy_that_is_named_helps()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await AtTheStandbyAsync(store, CreateLargeAndSmallAsync);
        await servers.Standby.ExecuteAsync("postgres", "ALTER SYSTEM SET hot_standby_feedback = on");
        await servers.Standby.ExecuteAsync("postgres", "SELECT pg_reload_conf()");
        while (await servers.Primary.ScalarAsync<long>("postgres", "SELECT count(*) FROM pg_stat_replication WHERE backend_xmin IS NOT NULL") == 0)
        {
            await Task.Delay(25);
        }

        try
        {
            var receipt = await scenario.BackUpAsync(new OnFirstRows(() => VacuumAtThePrimaryAsync(scenario)));
            Assert.Equal(100, Assert.Single(receipt.Entries, entry => entry.Entry.Tag == "small").Rows);
        }
        finally
        {
            await servers.Standby.ExecuteAsync("postgres", "ALTER SYSTEM RESET hot_standby_feedback");
            await servers.Standby.ExecuteAsync("postgres", "SELECT pg_reload_conf()");
        }
    }

    /// <summary>A database made at the primary, to be backed up from the standby.</summary>
    private async Task<Scenario> AtTheStandbyAsync(EmbeddedStore store, Func<string, Task> create)
    {
        var scenario = await Scenario.CreateAsync(servers.Primary, store);
        await create(scenario.ConnectionString);
        await servers.CatchUpAsync();
        scenario.Configuration = scenario.Configuration with { Database = DatabaseTarget.FromUrl(servers.Standby.Url(scenario.Database)) };
        return scenario;
    }

    // More than all buffers on the way hold, so that pg_dump is in the midst of it when the first rows have gone by.
    private static async Task CreateLargeAndSmallAsync(string connectionString)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            CREATE TABLE large AS SELECT i, repeat(md5(i::text), 30) AS text FROM generate_series(1, 100000) i;
            CREATE TABLE small AS SELECT generate_series(1, 100) AS i
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    // Removes rows that the snapshot at the standby still sees.
    private async Task VacuumAtThePrimaryAsync(Scenario scenario)
    {
        await servers.Primary.ExecuteAsync(scenario.Database, "DELETE FROM small");
        await servers.Primary.ExecuteAsync(scenario.Database, "VACUUM small");
        await servers.SettleAsync();
    }
}
