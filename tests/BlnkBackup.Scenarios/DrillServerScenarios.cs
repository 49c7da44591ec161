using BlnkBackup.Drills;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>The server that a drill restores into: what it must be, and that nothing of the drill is left on it.</summary>
public sealed class DrillServerScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    public static TheoryData<int> Majors => PgClients.Majors;

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task Without_a_server_one_is_started_here_and_gone_afterwards(int major)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store, major);
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.Of(major);
        var environment = Drilled.EnvironmentOf(scenario, programs);
        environment.Remove("DRILL_DATABASE_URL");

        var result = await Drilled.RunAsync(environment);

        Assert.Equal(7, result.FactsCompared);
        Assert.Empty(LocalFolders());
    }

    [Fact]
    public async Task A_local_server_is_gone_though_its_drill_was_killed()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.ThatThenRuns("SELECT pg_sleep(600)", scenario.Postgres.Installation.Major);
        var environment = Drilled.EnvironmentOf(scenario, programs);
        environment.Remove("DRILL_DATABASE_URL");
        using var drill = CommandLine.Start(environment, "drill");
        while (LocalFolders() is not [var folder] || !File.Exists(Path.Combine(folder, "postmaster.pid")))
        {
            Assert.False(drill.HasExited, "It ended before its server ran.");
            await Task.Delay(20);
        }

        drill.Kill();
        await drill.WaitForExitAsync();

        await EventuallyAsync(() => Task.FromResult(LocalFolders().Length == 0));
    }

    [Fact]
    public async Task Where_no_server_programs_are_the_drill_says_what_to_do()
    {
        const int MajorThatNobodyHas = 99;
        var failed = await Assert.ThrowsAsync<BackupException>(
            () => LocalServer.StartAsync(PgClients.Programs, MajorThatNobodyHas, TimeProvider.System, CancellationToken.None));

        Assert.Equal(FailureKind.ConfigurationInvalid, failed.Kind);
        Assert.StartsWith("No scratch server is given, and none can be started here: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("DRILL_DATABASE_URL or --to", failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_refused_before_anything_is_created()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        var (old, newest) = (PgClients.ServerMajors[0], PgClients.ServerMajors[^1]);
        Assert.NotEqual(old, newest);
        var environment = Drilled.EnvironmentOf(scenario);
        environment["DRILL_DATABASE_URL"] = (await servers.OfAsync(old)).Url("postgres");

        var failed = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(environment));

        Assert.Equal(FailureKind.ConfigurationInvalid, failed.Kind);
        Assert.StartsWith($"The scratch server is PostgreSQL {old}, and the backup was made by pg_dump {newest}.", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extensions_that_the_server_lacks_are_named()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store, PgClients.ServerMajors[0]);
        await scenario.Postgres.ExecuteAsync(scenario.Database, "CREATE EXTENSION adminpack");
        await scenario.BackUpAsync();
        var environment = Drilled.EnvironmentOf(scenario);
        environment["DRILL_DATABASE_URL"] = (await servers.NewestAsync()).Url("postgres");

        var failed = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(environment));

        Assert.Equal("The scratch server lacks extensions that the backup needs: adminpack.", failed.Message);
    }

    [Fact]
    public async Task A_user_who_may_not_create_databases_is_told_how_he_may()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        await scenario.Postgres.ExecuteAsync("postgres", "CREATE ROLE driller LOGIN PASSWORD 'd'");
        var environment = Drilled.EnvironmentOf(scenario);
        environment["DRILL_DATABASE_URL"] = $"postgres://driller:d@{scenario.Postgres.Host}:{scenario.Postgres.Port}";

        var refused = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(environment));
        await scenario.Postgres.ExecuteAsync("postgres", "ALTER ROLE driller CREATEDB");
        var result = await Drilled.RunAsync(environment);

        Assert.Equal(FailureKind.ConfigurationInvalid, refused.Kind);
        Assert.Contains("ALTER ROLE \"driller\" CREATEDB", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(7, result.FactsCompared);
    }

    [Fact]
    public async Task A_terminated_drill_leaves_no_database()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.ThatThenRuns("SELECT pg_sleep(600)", scenario.Postgres.Installation.Major);
        using var drill = CommandLine.Start(Drilled.EnvironmentOf(scenario, programs), "drill");
        await EventuallyAsync(async () => await SleepersAsync(scenario) > 0);

        await Shell.RunAsync("kill", ["-TERM", $"{drill.Id}"]);
        await drill.WaitForExitAsync();

        Assert.Equal(130, drill.ExitCode);
        Assert.Equal("", await Drilled.DatabasesAsync(scenario));
        Assert.Empty(await Drilled.ReportsAsync(scenario));
    }

    [Fact]
    public async Task A_drill_whose_time_is_over_leaves_no_database()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.ThatThenRuns("SELECT pg_sleep(600)", scenario.Postgres.Installation.Major);

        var failed = await Assert.ThrowsAsync<BackupException>(
            () => Drilled.RunAsync(Drilled.EnvironmentOf(scenario, programs), timeLeft: TimeSpan.FromSeconds(5)));

        Assert.Equal(FailureKind.DeadlinePassed, failed.Kind);
        Assert.Equal("", await Drilled.DatabasesAsync(scenario));
    }

    [Fact]
    public async Task A_drill_that_is_cancelled_while_it_checks_leaves_no_database()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Drilled.RunAsync(
            Drilled.EnvironmentOf(scenario), progress: new OnCheck(cancellation.Cancel), cancellation: cancellation.Token));

        Assert.Equal("", await Drilled.DatabasesAsync(scenario));
    }

    [Fact]
    public async Task Only_what_a_killed_drill_must_have_left_is_dropped_by_the_next()
    {
        string[] left = ["blnk_drill_20200101_000000_0123abcd"];
        string[] others =
        [
            "blnk_drill_20200101_000000_0123ABCD", "blnk_drill_20200101_000000", "blnk_drill_notes", "blnk_drill_99990101_000000_0123abcd",
        ];
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        foreach (var name in left.Concat(others))
        {
            await scenario.Postgres.CreateDatabaseAsync(name);
        }

        await Drilled.RunAsync(Drilled.EnvironmentOf(scenario));

        var remaining = (await Drilled.DatabasesAsync(scenario)).Split(' ');
        foreach (var name in remaining)
        {
            await scenario.Postgres.ExecuteAsync("postgres", $"DROP DATABASE \"{name}\"");
        }

        Assert.Equal(others.Order(StringComparer.Ordinal), remaining.Order(StringComparer.Ordinal));
    }

    private static Task<long> SleepersAsync(Scenario scenario) => scenario.Postgres.ScalarAsync<long>(
        "postgres", "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'blnk_drill_%' AND query LIKE '%pg_sleep%'");

    private static string[] LocalFolders() => Directory.GetDirectories(Path.GetTempPath(), "blnk_drill_*");

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; !await condition(); attempt++)
        {
            Assert.True(attempt < 1_000, "It did not come to pass.");
            await Task.Delay(50);
        }
    }

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store, int? major = null)
    {
        var scenario = await Scenario.CreateAsync(await (major is { } one ? servers.OfAsync(one) : servers.NewestAsync()), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 500);
        return scenario;
    }

    private sealed class OnCheck(Action act) : IProgress<DrillProgress>
    {
        public void Report(DrillProgress value)
        {
            if (value.Step.StartsWith("blnk.", StringComparison.Ordinal))
            {
                act();
            }
        }
    }
}
