using System.Collections.Concurrent;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Scenarios.Support.Faults;
using BlnkBackup.Storage;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>
/// Runs to a primary and one or two replicas, each against faults of any of the stores that its seed draws: what is said of each
/// bucket is so, nothing is open anywhere, and a run whose backup the primary does not have has none at a replica.
/// </summary>
/// <remarks>BLNK_FAULT_RUNS for more of them, BLNK_FAULT_SEED and BLNK_FAULT_RUNS=1 to repeat one.</remarks>
public sealed class ReplicaFaultScenarios(PostgresServers servers, ITestOutputHelper output) : IClassFixture<PostgresServers>
{
    private const int UsualRuns = 120;
    private const int AtOnce = 4;
    private const int MostFaults = 3;

    private readonly ConcurrentBag<FaultDatabase> databases = [];
    private readonly ConcurrentQueue<string> flaws = [];
    private readonly ConcurrentDictionary<string, int> ends = [];

    [Fact]
    public async Task What_a_run_says_of_each_bucket_is_so()
    {
        var runs = FaultMatrix.Runs(UsualRuns);
        await Parallel.ForEachAsync(
            Enumerable.Range(FaultMatrix.FirstSeed, runs), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) => await RunOneAsync(new Draw(seed)));
        output.WriteLine(string.Join(", ", ends.Select(end => $"{end.Value} {end.Key}")));
        Assert.True(flaws.IsEmpty, $"{flaws.Count} of {runs} runs went wrong. Repeat one with BLNK_FAULT_SEED=<seed> BLNK_FAULT_RUNS=1.\n{string.Join("\n\n", flaws)}");
    }

    private async Task RunOneAsync(Draw draw)
    {
        var postgres = await servers.NewestAsync();
        if (!databases.TryTake(out var database))
        {
            database = await FaultDatabase.CreateAsync(postgres, large: true);
        }

        await using var copies = await ReplicatedScenario.CreateAsync(
            postgres, draw.Number(1, 2), draw.Of(ReplicaPolicy.All, ReplicaPolicy.Primary), database.Name);
        copies.Scenario.Configuration = copies.Scenario.Configuration with { PartsInFlight = draw.Number(1, 4) };
        using var run = new FaultRun(database, copies.Primary, copies.Scenario);
        var armed = new List<string>();
        try
        {
            for (var count = draw.Number(1, MostFaults); armed.Count < count;)
            {
                // The primary has its own hundreds of runs elsewhere.
                var at = draw.Chance(0.2) ? 0 : draw.Number(1, copies.Replicas.Count);
                using var there = new FaultRun(database, at == 0 ? copies.Primary : copies.Replicas[at - 1], copies.Scenario);
                var fault = StoreFaults.Drawn(draw);
                fault.Arm(there);
                armed.Add($"{fault.Name} at {at}");
            }

            if (draw.Chance(0.2))
            {
                run.Strike(Moment.Drawn(draw), run.Cancel);
                armed.Add("cancelled");
            }

            var (receipt, thrown) = await run.RunAsync();
            await run.StrikesAsync();
            ends.AddOrUpdate(Judge(copies, receipt, thrown, armed.Contains("cancelled")), 1, (_, before) => before + 1);
            for (var number = 1; number <= copies.Replicas.Count; number++)
            {
                Assert.Empty(copies.Replicas[number - 1].Server.OpenUploads(ReplicatedScenario.BucketOf(number)));
            }

            Assert.Empty(copies.Primary.Server.OpenUploads(copies.Scenario.Bucket));
            databases.Add(database);
        }
        catch (Exception flaw)
        {
            flaws.Enqueue($"seed {draw.Seed}, {copies.Scenario.Configuration.Replicas.Policy}, {string.Join(" + ", armed)}: {flaw}");
        }
    }

    private static string Judge(ReplicatedScenario copies, BackupReceipt? receipt, Exception? thrown, bool cancelled)
    {
        var numbers = Enumerable.Range(1, copies.Replicas.Count).ToList();
        var finished = numbers.Where(number => copies.ObjectsOf(number).Count == 2).ToList();
        if (receipt is not null)
        {
            finished.ForEach(copies.EnsureSame);
            Assert.All(numbers, number => Assert.Equal(receipt.Destinations[number].Stored, receipt.Destinations[number].Reason is null));
            Assert.All(finished, number => Assert.True(receipt.Destinations[number].Stored));
            Assert.All(numbers, number => EnsureSo(copies, number, receipt.Destinations[number]));
            Assert.True(finished.Count == numbers.Count || copies.Scenario.Configuration.Replicas.Policy == ReplicaPolicy.Primary);
            return finished.Count == numbers.Count ? "everywhere" : "but not everywhere";
        }

        if (thrown is BackupException { Kind: FailureKind.UploadFailed } failed && failed.Message.Contains("but not in every replica", StringComparison.Ordinal))
        {
            Assert.Equal(ReplicaPolicy.All, copies.Scenario.Configuration.Replicas.Policy);
            Assert.Equal(2, copies.Primary.Server.Objects(copies.Scenario.Bucket).Count);
            finished.ForEach(copies.EnsureSame);
            Assert.All(numbers, number => Assert.True(
                finished.Contains(number) || failed.Message.Contains(ReplicatedScenario.BucketOf(number), StringComparison.Ordinal)));
            Assert.NotEqual(numbers, finished);
            return "failed for a replica";
        }

        Assert.True(thrown is BackupException || (cancelled && thrown is OperationCanceledException), $"{thrown}");
        Assert.Empty(finished);
        var primaryHasIt = copies.Primary.Server.Objects(copies.Scenario.Bucket).Count > 0;
        Assert.True(primaryHasIt || numbers.All(number => copies.ObjectsOf(number).Count == 0), "A replica has what the primary has not.");
        return primaryHasIt ? "unfinished" : thrown is BackupException ? "failed" : "cancelled";
    }

    private static void EnsureSo(ReplicatedScenario copies, int number, Destination said)
    {
        var archive = copies.ObjectsOf(number).SingleOrDefault(one => one.Key.EndsWith(".dump", StringComparison.Ordinal));
        if (said.Stored)
        {
            Assert.Equal((said.Bytes, said.Crc32), (archive!.Length, new Crc32Checksum(archive.Crc32, archive.Length).ToString()));
        }
        else
        {
            Assert.True(archive is null || said.Reason!.Contains("may or may not be stored", StringComparison.Ordinal), said.Reason);
        }
    }
}
