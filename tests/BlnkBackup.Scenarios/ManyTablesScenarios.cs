using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>A database of very many tables, most of them empty: each costs a lock at the server and a few bytes here.</summary>
public sealed class ManyTablesScenarios(ITestOutputHelper output)
{
    private const int Tables = 10_000;

    [Fact]
    public async Task Ten_thousand_tables_are_backed_up_and_restored()
    {
        await using var store = await EmbeddedStore.StartAsync();
        await using var postgres = await StartAsync(locksPerTransaction: 1024);
        using var scenario = await Scenario.CreateAsync(postgres, store);
        await CreateTablesAsync(scenario, Tables);

        var receipt = await scenario.BackUpAsync();

        output.WriteLine($"{receipt.Entries.Count} tables, {receipt.Bytes} bytes, {receipt.Duration.TotalSeconds:F1} s");
        Assert.Equal(Tables, receipt.Entries.Count);
        Assert.Equal(Tables / 100 * 3, receipt.Rows);
        var file = await scenario.DownloadAsync(receipt.Key);
        var restore = new StockRestore(postgres);
        Assert.Equal(Tables, (await restore.ListAsync(file)).Count(line => line.Contains(" TABLE DATA ", StringComparison.Ordinal)));
        var restored = $"restored_{Guid.NewGuid():N}";
        await postgres.CreateDatabaseAsync(restored);
        await restore.IntoAsync(restored, file, "--single-transaction");
        Assert.Equal(await ContentsAsync(postgres, scenario.Database), await ContentsAsync(postgres, restored));
    }

    [Fact]
    public async Task More_tables_than_the_server_has_locks_for_is_said_with_the_setting_to_raise()
    {
        await using var store = await EmbeddedStore.StartAsync();
        await using var postgres = await StartAsync(locksPerTransaction: 10);
        using var scenario = await Scenario.CreateAsync(postgres, store);
        for (var schema = 1; schema <= 40; schema++)
        {
            await CreateTablesAsync(scenario, 100, $"part_{schema}");
        }

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());

        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("out of shared memory", failed.Message, StringComparison.Ordinal);
        Assert.Contains("max_locks_per_transaction", failed.Remedy, StringComparison.Ordinal);
        Assert.InRange(failed.Message.Length, 1, 2_000);
        await scenario.EnsureNothingLeftAsync();
    }

    private static Task<PostgresServer> StartAsync(int locksPerTransaction) => PostgresServer.StartAsync(
        PostgresInstallation.Of(PgClients.ServerMajors[^1]),
        new PostgresServerOptions
        {
            Settings = new Dictionary<string, string>
            {
                ["max_locks_per_transaction"] = $"{locksPerTransaction}",
                ["max_connections"] = "20",
            },
        });

    // Every hundredth has three rows.
    private static Task CreateTablesAsync(Scenario scenario, int tables, string schema = "many") => scenario.Postgres.ExecuteAsync(
        scenario.Database,
        $"""
        CREATE SCHEMA {schema};
        DO $$ BEGIN
            FOR i IN 1..{tables} LOOP
                EXECUTE format('CREATE TABLE {schema}.%I (id int, amount numeric)', 'table_' || i);
                IF i % 100 = 0 THEN
                    EXECUTE format('INSERT INTO {schema}.%I SELECT n, n * {tables} + %s FROM generate_series(1, 3) n', 'table_' || i, i);
                END IF;
            END LOOP;
        END $$
        """);

    // One query for all tables: ten thousand take as many seconds as the backup.
    private static Task<string?> ContentsAsync(PostgresServer postgres, string database) => postgres.ScalarAsync<string>(database, """
        SELECT count(*) || ' tables, ' || md5(string_agg(
            relname || ':' || query_to_xml(format('SELECT * FROM %s ORDER BY id', oid::regclass), true, false, '')::text, ',' ORDER BY relname))
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'many'::regnamespace
        """);
}
