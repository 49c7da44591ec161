using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>What the database refuses is said in words that help; TLS settings reach our session and pg_dump alike.</summary>
public sealed class DatabaseScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var failed = await FailsAsync(target => target.WithDatabase("nowhere"));
        Assert.Contains("\"nowhere\" does not exist", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named()
    {
        var failed = await FailsAsync(target => target.With("127.0.0.1", 9));
        Assert.Contains("127.0.0.1:9", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_may_only_read_is_enough()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 200);
        var reader = $"reader_{Guid.NewGuid():N}";
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, $"CREATE ROLE {reader} LOGIN PASSWORD 'reader'; GRANT pg_read_all_data TO {reader}");
        scenario.Configuration = scenario.Configuration with
        {
            Database = scenario.Configuration.Database with { User = reader, Password = "reader" },
        };
        Assert.True((await scenario.BackUpAsync()).Rows > 200);
    }

    [Fact]
    public async Task A_table_locked_by_somebody_else_is_waited_for_and_then_given_up()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(scenario.Database, "CREATE TABLE locked (a int)");
        await using var holder = await scenario.Postgres.ConnectAsync(scenario.Database);
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await using var command = new Npgsql.NpgsqlCommand("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE", holder, transaction);
            await command.ExecuteNonQueryAsync();
            scenario.Configuration = scenario.Configuration with { LockWaitSeconds = 1 };

            var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
            Assert.Contains("BACKUP_LOCK_WAIT_SECONDS", failed.Remedy, StringComparison.Ordinal);
        }

        await holder.CloseAsync();
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task With_verify_full_a_certificate_is_checked_by_both()
    {
        await using var store = await EmbeddedStore.StartAsync();
        await using var postgres = await PostgresServer.StartAsync(
            PostgresInstallation.Of(PgClients.ServerMajors[^1]), new PostgresServerOptions { Tls = true, RequireTls = true });
        using var scenario = await Scenario.CreateAsync(postgres, store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 100);

        scenario.Configuration = WithTls(scenario, $"sslmode=verify-full&sslrootcert={postgres.CaFile}");
        Assert.True((await scenario.BackUpAsync()).Rows > 100);
    }

    private static BackupConfiguration WithTls(Scenario scenario, string parameters) => scenario.Configuration with
    {
        Database = DatabaseTarget.FromUrl($"{scenario.Postgres.Url(scenario.Database)}?{parameters}"),
    };

    private async Task<BackupException> FailsAsync(Func<DatabaseTarget, DatabaseTarget> change)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        scenario.Configuration = scenario.Configuration with { Database = change(scenario.Configuration.Database) };
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        await scenario.EnsureNothingLeftAsync();
        return failed;
    }
}
