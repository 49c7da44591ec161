using BlnkBackup.Archive;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Only a proved archive becomes an object; all else is aborted and leaves nothing.</summary>
public sealed class LawScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task A_dump_that_exits_nonzero_is_never_completed() =>
        await FailsAndLeavesNothingAsync(
            scenario => BrokenDump.ThatRunsPgDumpAndThen("echo 'pg_dump: error: the very end went wrong' >&2; exit 1", scenario),
            FailureKind.DumpFailed, "the very end went wrong");

    [Fact]
    public async Task A_dump_that_is_killed_after_its_last_byte_is_never_completed() =>
        await FailsAndLeavesNothingAsync(
            scenario => BrokenDump.ThatRunsPgDumpAndThen("kill -KILL $$", scenario), FailureKind.DumpFailed, "137");

    [Theory]
    [InlineData("head -c 3")]
    [InlineData("head -c 100")]
    [InlineData("head -c 100000")]
    [InlineData("head -c -1")]
    [InlineData("head -c -5")]
    [InlineData("head -c -6")]
    [InlineData("cat >/dev/null")]
    [InlineData("(cat; printf x)")]
    [InlineData("sed 's/^PGDMP/PGDMX/'")]
    public async Task A_dump_that_is_not_whole_is_never_completed_though_it_exits_with_0(string filter) =>
        await FailsAndLeavesNothingAsync(scenario => BrokenDump.ThatFilters(filter, scenario), FailureKind.DumpFailed, "not whole");

    [Fact]
    public async Task A_dump_that_says_nothing_and_fails_is_never_completed() =>
        await FailsAndLeavesNothingAsync(scenario => BrokenDump.That("exit 3", scenario), FailureKind.DumpFailed, "exit code 3");

    [Fact]
    public async Task A_table_truncated_while_the_dump_begins_ends_the_run()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(scenario.Database, "CREATE TABLE money AS SELECT generate_series(1, 1000) AS amount");

        // Between the export of the snapshot and pg_dump's own locks.
        var psql = scenario.Postgres.Installation.HasClients
            ? scenario.Postgres.Installation.Program("psql") : "psql";
        using var truncating = BrokenDump.That(
            $"PGPASSWORD= {psql} -q '{scenario.Postgres.Url(scenario.Database)}' -c 'TRUNCATE money' >&2 && exec \"$pg_dump\" \"$@\"", scenario);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Contains("money", failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE large AS SELECT i, repeat(md5(i::text), 10) AS text FROM generate_series(1, 200000) i");
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scenario.BackUpAsync(new CancelOnce(cancellation), cancellation: cancellation.Token));
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_cancelled_run_ends_a_pg_dump_that_hangs()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var started = scenario.FileFor("started");
        using var hanging = BrokenDump.That($"echo > {started}; exec sleep 600", scenario);
        using var cancellation = new CancellationTokenSource();
        var run = scenario.BackUpAsync(cancellation: cancellation.Token);
        await ThereAsync(started, run);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task Two_backups_of_one_database_do_not_run_at_once()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var (started, go) = (scenario.FileFor("started"), scenario.FileFor("go"));
        using var waiting = BrokenDump.That(
            $"echo > {started}; while [ ! -e {go} ]; do sleep 0.02; done; exec \"$pg_dump\" \"$@\"", scenario);
        var first = scenario.BackUpAsync();
        await ThereAsync(started, first);

        var second = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(FailureKind.BackupAlreadyRunning, second.Kind);

        await File.WriteAllTextAsync(go, "");
        var receipt = await first;
        Assert.Equal(receipt.Key, Assert.Single(await scenario.KeysAsync()));
        await scenario.EnsureNothingOpenAsync();
    }

    private async Task FailsAndLeavesNothingAsync(Func<Scenario, BrokenDump> breakDump, FailureKind kind, string said)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 500);
        using var broken = breakDump(scenario);
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(kind, failed.Kind);
        Assert.Contains(said, failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    // A run that ends before it leaves its sign says why; waiting on would only hang.
    private static async Task ThereAsync(string file, Task run)
    {
        while (!File.Exists(file))
        {
            if (run.IsCompleted)
            {
                await run;
            }

            await Task.Delay(10);
        }
    }

    private sealed class CancelOnce(CancellationTokenSource cancellation) : IProgress<EncodingProgress>
    {
        public void Report(EncodingProgress value) => cancellation.Cancel();
    }
}
