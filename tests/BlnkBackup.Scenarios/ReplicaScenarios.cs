using BlnkBackup.Configuration;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Storage;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Scenarios;

/// <summary>One dump to several buckets: what a replica does is told, and never the primary's undoing.</summary>
public sealed class ReplicaScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    private const string Create = "CreateMultipartUpload";
    private const string Part = "UploadPart";
    private const string Complete = "CompleteMultipartUpload";
    private const string Put = "PutObject";

    private static readonly int[] Midway = [.. Enumerable.Range(2, 40)];

    public static TheoryData<string, FaultAction, int[]> Passing => new()
    {
        { Create, FaultAction.LoseAnswer, [1] },
        { Part, FaultAction.SlowDown, [1, 2] },
        { Part, FaultAction.ResetMidBody, [2] },
        { Part, new FaultAction.Delay(TimeSpan.FromMilliseconds(400)), [] },
        { Complete, FaultAction.LoseAnswer, [1] },
        { Put, FaultAction.LoseAnswer, [1] },
    };

    public static TheoryData<string, int[], ReplicaPolicy> Lasting => new()
    {
        { Create, [], ReplicaPolicy.All },
        { Create, [], ReplicaPolicy.Primary },
        { Part, Midway, ReplicaPolicy.All },
        { Part, Midway, ReplicaPolicy.Primary },
        { Complete, [], ReplicaPolicy.All },
        { Complete, [], ReplicaPolicy.Primary },
        { Put, [], ReplicaPolicy.All },
        { Put, [], ReplicaPolicy.Primary },
    };

    [Fact]
    public async Task Every_bucket_gets_the_same_archive_and_receipt_and_restores()
    {
        await using var copies = await WithRowsAsync(replicas: 2);
        var scenario = copies.Scenario;
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();

        copies.EnsureSame(1);
        copies.EnsureSame(2);
        Assert.Equal(
            [(scenario.Bucket, "us-east-1"), ("replica-1", "eu-west-1"), ("replica-2", "eu-west-2")],
            receipt.Destinations.Select(one => (one.Bucket, one.Region)));
        Assert.All(receipt.Destinations, one => Assert.Equal((true, receipt.Bytes, receipt.Crc32, null), (one.Stored, one.Bytes, one.Crc32, one.Reason)));
        Assert.Equal("PutObject", copies.Replicas[0].Server.Requests[^1].Operation);
        await copies.EnsureNothingOpenAsync();

        scenario.Configuration = scenario.Configuration with { Store = scenario.Configuration.Replicas.Stores[1] };
        using var replica = new BackupStore(scenario.Configuration.Store);
        var found = await replica.FindAsync(BackupStore.Latest, CancellationToken.None);
        Assert.Equal(receipt.Destinations, (await StoredReceipt.ReadAsync(replica, found, CancellationToken.None)).Destinations);
        var target = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(target);
        var restored = await CommandLine.RunAsync(scenario, "restore", "latest", "--to", scenario.Postgres.Url(target));
        Assert.True(restored.ExitCode == 0, restored.Errors);
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))));
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_at_a_replica_costs_nothing_but_time(string operation, FaultAction action, int[] occurrences)
    {
        await using var copies = await WithRowsAsync(replicas: 1);
        copies.Replicas[0].Faults.Add(operation, action, occurrences);
        await copies.Scenario.BackUpAsync();
        Assert.True(copies.Replicas[0].Faults.Fired > 0);
        copies.EnsureSame(1);
        await copies.EnsureNothingOpenAsync();
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task A_replica_that_refuses_for_good_is_given_up_and_the_others_go_on(string operation, int[] occurrences, ReplicaPolicy policy)
    {
        await using var copies = await WithRowsAsync(replicas: 2, policy);
        copies.Replicas[0].Faults.Add(operation, FaultAction.AccessDenied, occurrences);

        await EndsWithoutTheFirstAsync(copies, copies.Scenario.BackUpAsync(), "AccessDenied", archiveIsThere: operation == Put);

        Assert.Equal(operation == Put ? 1 : 0, copies.ObjectsOf(1).Count);
        await copies.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_store_that_dies_midway_is_given_up()
    {
        await using var copies = await WithRowsAsync(replicas: 2, ReplicaPolicy.Primary);
        var run = copies.Scenario.BackUpAsync(new OnFirstRows(async () => await copies.Replicas[0].DisposeAsync()));
        await EndsWithoutTheFirstAsync(copies, run, "Could not ", archiveIsThere: false);
        await copies.Scenario.EnsureNothingOpenAsync();
    }

    [Theory]
    [InlineData(Create, ReplicaPolicy.Primary)]
    [InlineData(Part, ReplicaPolicy.Primary)]
    [InlineData(Part, ReplicaPolicy.All)]
    [InlineData(Complete, ReplicaPolicy.Primary)]
    public async Task A_replica_that_hangs_is_given_up_once_it_has_held_the_run_up_for_its_patience(string operation, ReplicaPolicy policy)
    {
        await using var copies = await WithRowsAsync(replicas: 2, policy);
        copies.Scenario.Configuration = copies.Scenario.Configuration with { PartsInFlight = 2 };
        var ended = new TaskCompletionSource();
        copies.Replicas[0].Faults.Add(operation, new FaultAction.Hold(ended.Task));
        var clock = new FakeTimeProvider();

        var run = copies.Scenario.BackUpAsync(clock: clock);
        while (!run.IsCompleted && !GivenUp())
        {
            await Task.Delay(100);
            if (copies.Replicas[0].Faults.Fired > 0)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        ended.SetResult();
        await EndsWithoutTheFirstAsync(copies, run, "It held the run up for more than 60 seconds.", archiveIsThere: false);
        await copies.EnsureNothingOpenAsync();

        bool GivenUp() => copies.Primary.Server.Requests.Any(request => request.Operation == Put);
    }

    [Fact]
    public async Task What_another_has_put_under_the_key_is_left_alone()
    {
        await using var copies = await WithRowsAsync(replicas: 1, ReplicaPolicy.Primary);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var first = await copies.Scenario.BackUpAsync(clock: clock);
        var kept = copies.ObjectsOf(1);
        await copies.Scenario.S3.DeleteObjectAsync(copies.Scenario.Bucket, first.Key);
        await copies.Scenario.S3.DeleteObjectAsync(copies.Scenario.Bucket, first.Key.Replace(".dump", ".json", StringComparison.Ordinal));

        var second = await copies.Scenario.BackUpAsync(clock: clock);

        Assert.Contains("PreconditionFailed", second.Destinations[1].Reason, StringComparison.Ordinal);
        Assert.Equal(kept.Select(one => one.ETag), copies.ObjectsOf(1).Select(one => one.ETag));
        await copies.EnsureNothingOpenAsync();
    }

    [Theory]
    [InlineData(Create)]
    [InlineData(Part)]
    [InlineData(Complete)]
    public async Task A_primary_that_fails_leaves_nothing_at_its_replicas(string operation)
    {
        await using var copies = await WithRowsAsync(replicas: 2, ReplicaPolicy.Primary);
        copies.Primary.Faults.Add(operation, FaultAction.AccessDenied);
        var failed = await Assert.ThrowsAsync<BackupException>(() => copies.Scenario.BackUpAsync());
        Assert.Equal(FailureKind.CredentialsInvalid, failed.Kind);
        Assert.Contains(copies.Scenario.Bucket, failed.Message, StringComparison.Ordinal);
        await copies.EnsureNothingLeftAsync();
        await copies.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_dump_that_exits_nonzero_is_never_completed_anywhere()
    {
        await using var copies = await WithRowsAsync(replicas: 2);
        using var broken = BrokenDump.ThatRunsPgDumpAndThen("echo 'pg_dump: error: at the very end' >&2; exit 1", copies.Scenario);
        Assert.Equal(FailureKind.DumpFailed, (await Assert.ThrowsAsync<BackupException>(() => copies.Scenario.BackUpAsync())).Kind);
        await copies.EnsureNothingLeftAsync();
        await copies.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_a_replica_hangs_leaves_nothing_anywhere()
    {
        await using var copies = await WithRowsAsync(replicas: 1);
        var ended = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        copies.Replicas[0].Faults.Add(Part, new FaultAction.Hold(ended.Task));
        var run = copies.Scenario.BackUpAsync(cancellation: cancellation.Token);
        while (copies.Replicas[0].Faults.Fired == 0)
        {
            Assert.False(run.IsCompleted, "It did not wait.");
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        ended.SetResult();
        await copies.EnsureNothingLeftAsync();
        await copies.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_once_the_primary_has_the_backup_finishes_that_and_names_the_replica()
    {
        await using var copies = await WithRowsAsync(replicas: 1);
        var ended = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        copies.Replicas[0].Faults.Add(Complete, new FaultAction.Hold(ended.Task));
        var run = copies.Scenario.BackUpAsync(cancellation: cancellation.Token);
        while (copies.Replicas[0].Faults.Fired == 0)
        {
            Assert.False(run.IsCompleted, "It did not complete the replica.");
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();

        var failed = await Assert.ThrowsAsync<BackupException>(() => run);
        ended.SetResult();
        Assert.Contains("replica-1 in eu-west-1: The run was cancelled before it was complete.", failed.Message, StringComparison.Ordinal);
        using var store = new BackupStore(copies.Scenario.Configuration.Store);
        Assert.True((await store.FindAsync(BackupStore.Latest, CancellationToken.None)).IsFinished);
        Assert.Empty(copies.ObjectsOf(1));
        await copies.EnsureNothingOpenAsync();
    }

    /// <summary>The primary and the second replica have the backup; of the first it is said why not, in the way of the policy.</summary>
    private static async Task EndsWithoutTheFirstAsync(ReplicatedScenario copies, Task<BackupReceipt> run, string reason, bool archiveIsThere)
    {
        if (copies.Scenario.Configuration.Replicas.Policy == ReplicaPolicy.All)
        {
            var failed = await Assert.ThrowsAsync<BackupException>(() => run);
            Assert.Equal(FailureKind.UploadFailed, failed.Kind);
            Assert.Contains($"is stored and finished in bucket {copies.Scenario.Bucket}, the primary, but not in every replica", failed.Message, StringComparison.Ordinal);
            Assert.Contains("replica-1 in eu-west-1: ", failed.Message, StringComparison.Ordinal);
            Assert.Contains(reason, failed.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("replica-2", failed.Message, StringComparison.Ordinal);
        }
        else
        {
            var receipt = await run;
            Assert.Equal([true, archiveIsThere, true], receipt.Destinations.Select(one => one.Stored));
            Assert.True(archiveIsThere || receipt.Destinations[1].Reason!.Contains(reason, StringComparison.Ordinal), receipt.Destinations[1].Reason);
        }

        copies.EnsureSame(2);
        using var store = new BackupStore(copies.Scenario.Configuration.Store);
        Assert.True((await store.FindAsync(BackupStore.Latest, CancellationToken.None)).IsFinished);
    }

    private async Task<ReplicatedScenario> WithRowsAsync(int replicas, ReplicaPolicy policy = ReplicaPolicy.All) =>
        await ReplicatedScenario.CreateAsync(await servers.NewestAsync(), replicas, policy);
}
