using BlnkBackup.Archive;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Scenarios.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Scenarios;

/// <summary>What hangs is noticed: a connection on which nothing moves, a pg_dump that does not end, a run that has nothing left to wait for.</summary>
public sealed class HangScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(61);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("CreateMultipartUpload")]
    [InlineData("UploadPart")]
    [InlineData("HeadObject")]
    public async Task A_request_that_gets_no_answer_is_sent_again(string operation)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithRowsAsync(store);
        var never = new TaskCompletionSource();
        store.Faults.Add(operation, new FaultAction.Hold(never.Task), 1);
        var clock = new FakeTimeProvider();

        var run = scenario.BackUpAsync(clock: clock);
        await PassTimeAsync(clock, run, () => store.Faults.Fired > 0);

        var receipt = await run;
        Assert.Equal(receipt.Key, Assert.Single(await scenario.KeysAsync()));
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_part_that_came_garbled_after_its_first_request_was_cut_off_is_sent_anew()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithRowsAsync(store);
        store.Faults.Add(
            new FaultRule(FaultAction.ResetMidBody) { Operation = "UploadPart", PartNumber = 1, Occurrences = [1] },
            new FaultRule(new FaultAction.Answer(403, "SignatureDoesNotMatch")) { Operation = "UploadPart", PartNumber = 1, Occurrences = [2] });

        var receipt = await scenario.BackUpAsync();

        Assert.Equal(2, store.Faults.Fired);
        Assert.Equal(receipt.Key, Assert.Single(await scenario.KeysAsync()));
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_pg_dump_that_closes_its_output_and_does_not_end_is_not_waited_for()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithRowsAsync(store);
        var closed = scenario.FileFor("closed");
        using var hanging = BrokenDump.That($"\"$pg_dump\" \"$@\"; exec >&-; echo > {closed}; exec sleep 600", scenario);
        var clock = new FakeTimeProvider();

        var run = scenario.BackUpAsync(clock: clock);
        await PassTimeAsync(clock, run, () => File.Exists(closed));

        var failed = await Assert.ThrowsAsync<BackupException>(() => run);
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("did not exit", failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_part_that_failed_for_good_ends_a_run_whose_dump_is_silent()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithRowsAsync(store);
        using var silent = BrokenDump.That("\"$pg_dump\" \"$@\" | head -c 24000000; exec sleep 600", scenario);
        store.Faults.Add("UploadPart", FaultAction.AccessDenied);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync().WaitAsync(Limit));

        Assert.Equal(FailureKind.CredentialsInvalid, failed.Kind);
        Assert.Contains("part 2", failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_run_outlives_its_own_session_once_pg_dump_has_its_snapshot()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithRowsAsync(store);
        var end = new OnFirstReport(() => scenario.Postgres.ExecuteAsync(
            "postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{scenario.Database}' AND application_name = 'blnk-backup'"));

        var receipt = await scenario.BackUpAsync(end);

        await end.Done;
        Assert.Equal(300_000, receipt.Rows);
        await scenario.EnsureNothingOpenAsync();
    }

    // What waits, waits by this clock; what it waits with may not have begun to when the sign comes.
    private static async Task PassTimeAsync(FakeTimeProvider clock, Task run, Func<bool> hasHung)
    {
        while (!hasHung() && !run.IsCompleted)
        {
            await Task.Delay(20);
        }

        for (var minutes = 0; !run.IsCompleted; minutes++)
        {
            Assert.True(minutes < 100, "It still hangs.");
            await Task.WhenAny(run, Task.Delay(500));
            clock.Advance(Patience);
        }
    }

    private async Task<Scenario> WithRowsAsync(EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE large AS SELECT i, repeat(md5(i::text), 3) AS text FROM generate_series(1, 300000) i");
        scenario.Configuration = scenario.Configuration with { Compression = Compression.None };
        return scenario;
    }

    private sealed class OnFirstReport(Func<Task> act) : IProgress<EncodingProgress>
    {
        public Task Done { get; private set; } = Task.CompletedTask;

        private bool reported;

        public void Report(EncodingProgress value)
        {
            if (!reported)
            {
                reported = true;
                Done = act();
                Done.Wait();
            }
        }
    }
}
