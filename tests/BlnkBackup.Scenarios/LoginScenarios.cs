using Amazon.Runtime;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Logins;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Secrets;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Scenarios;

/// <summary>Passwords that change while a job lives: rotated secrets, and tokens that are good for one connection.</summary>
public sealed class LoginScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task A_secret_that_was_rotated_between_two_runs_is_read_again()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var role = await ManagedRole.CreateAsync(scenario);
        var log = new RecordedWarnings();
        using var job = await OpenAsync(role.Environment(), role, log: log);

        await job.RunAsync(progress: null, timeLeft: null, CancellationToken.None);
        await job.EstimateAsync(timeLeft: null, CancellationToken.None);
        Assert.Equal(1, role.Reads);

        await role.RotateAsync();
        Assert.True((await job.EstimateAsync(timeLeft: null, CancellationToken.None)).DatabaseBytes > 0);
        Assert.Equal((2, role.Password), (role.Reads, job.Database.Password));
        Assert.Single(log.Lines, line => line.Contains("trying once more", StringComparison.Ordinal));
        await job.EstimateAsync(timeLeft: null, CancellationToken.None);
        Assert.Equal(2, role.Reads);
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_secret_that_was_rotated_between_our_session_and_pg_dump_is_read_again()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var role = await ManagedRole.CreateAsync(scenario);
        var environment = role.Environment();
        using var dump = BrokenDump.That(
            $"""
            mkdir {scenario.FileFor("rotated")} 2>/dev/null && export PGPASSWORD=p@ss/0
            exec "$pg_dump" "$@"
            """,
            scenario);
        environment["PG_BIN_DIR"] = dump.Folder;
        using var job = await OpenAsync(environment, role);
        role.RotatesBeforeReads = true;

        var receipt = await job.RunAsync(progress: null, timeLeft: null, CancellationToken.None);
        Assert.Equal([receipt.Key], await scenario.KeysAsync());
        Assert.Equal(2, role.Reads);
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_refused_login_whose_secret_is_the_same_is_not_tried_again()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var role = await ManagedRole.CreateAsync(scenario);
        var log = new RecordedWarnings();
        using var job = await OpenAsync(role.Environment(), role, log: log);
        await role.LockOutAsync();

        var failed = await Assert.ThrowsAsync<BackupException>(() => job.RunAsync(progress: null, timeLeft: null, CancellationToken.None));
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("DATABASE_SECRET_ARN", failed.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(role.Password, $"{failed}{failed.Remedy}", StringComparison.Ordinal);
        Assert.Equal(2, role.Reads);
        Assert.DoesNotContain(log.Lines, line => line.Contains("trying once more", StringComparison.Ordinal));
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task Our_session_and_pg_dump_each_get_a_password_of_their_own()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var role = await ManagedRole.CreateAsync(scenario);
        var login = new OneTimePasswords(scenario, role.Name);
        using var backups = new BackupStore(scenario.Configuration.Store);
        var run = new BackupRun(scenario.Configuration, backups, scenario.Programs, TimeProvider.System, NullLogger.Instance, login);

        await run.RunAsync(progress: null, CancellationToken.None);
        Assert.Equal(2, login.Given);
    }

    [Fact]
    public async Task With_IAM_authentication_the_password_is_a_token_for_this_server_and_user()
    {
        await using var store = await EmbeddedStore.StartAsync();
        await using var postgres = await PostgresServer.StartAsync(
            PostgresInstallation.Of(PgClients.ServerMajors[^1]), new PostgresServerOptions { RequireTls = true });
        using var scenario = await Scenario.CreateAsync(postgres, store);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var token = IamToken.Of(
            new DatabaseHost(postgres.Host, null, postgres.Port), "ledger", "us-east-1",
            new ImmutableCredentials(store.AccessKeyId, store.SecretAccessKey, null), clock.GetUtcNow());
        await postgres.ExecuteAsync("postgres", $"CREATE ROLE ledger LOGIN PASSWORD '{token}'; GRANT pg_read_all_data TO ledger");
        var environment = CommandLine.EnvironmentOf(scenario);
        environment["DATABASE_URL"] = $"postgres://ledger@{postgres.Host}:{postgres.Port}/{scenario.Database}?sslmode=verify-full&sslrootcert={postgres.CaFile}";
        environment["DATABASE_IAM_AUTH"] = "true";
        using var job = await OpenAsync(environment, new EnvironmentSecretStore(_ => null), clock);

        var receipt = await job.RunAsync(progress: null, timeLeft: null, CancellationToken.None);
        Assert.Equal([receipt.Key], await scenario.KeysAsync());

        clock.Advance(TimeSpan.FromSeconds(1));
        var failed = await Assert.ThrowsAsync<BackupException>(() => job.RunAsync(progress: null, timeLeft: null, CancellationToken.None));
        Assert.DoesNotContain("X-Amz-Signature", $"{failed}{failed.Remedy}", StringComparison.Ordinal);
    }

    private static Task<BackupJob> OpenAsync(Dictionary<string, string> environment, ISecretStore secrets, TimeProvider? clock = null, ILogger? log = null) =>
        BackupJob.OpenAsync(
            name => environment.GetValueOrDefault(name), secrets, clock ?? TimeProvider.System, log ?? NullLogger.Instance, CancellationToken.None);
}
