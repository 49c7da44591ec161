using System.Collections.Concurrent;
using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>Seeded runs, several at once, each against faults that its seed draws.</summary>
/// <param name="postgres">The server of the databases.</param>
/// <param name="draw">Draws the faults of a run.</param>
/// <param name="atOnce">How many runs at once; they wait much (retries, deadlines) and compute little.</param>
public sealed class FaultMatrix(PostgresServer postgres, Func<Draw, IReadOnlyList<Fault>> draw, int atOnce)
{
    private const int RestoredOneIn = 12;

    private readonly ConcurrentBag<FaultDatabase> large = [];
    private readonly ConcurrentBag<FaultDatabase> small = [];
    private readonly ConcurrentQueue<string> flaws = [];

    public FaultTally Tally { get; } = new();

    /// <summary>The seed of the first run: BLNK_FAULT_SEED, where it is set.</summary>
    public static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("BLNK_FAULT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    /// <summary>How many runs a test makes: BLNK_FAULT_RUNS, where it is set.</summary>
    public static int Runs(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("BLNK_FAULT_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : usual;

    /// <summary>Runs seeds from <see cref="FirstSeed"/> on; what was wrong with any is thrown at the end, with its seed.</summary>
    public async Task RunAsync(int runs)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(FirstSeed, runs), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (seed, _) => await RunOneAsync(new Draw(seed)));
        Assert.True(
            flaws.IsEmpty,
            $"{flaws.Count} of {runs} runs went wrong. Repeat one with BLNK_FAULT_SEED=<seed> BLNK_FAULT_RUNS=1.\n{string.Join("\n\n", flaws)}\n{Tally}");
    }

    private async Task RunOneAsync(Draw draws)
    {
        var databases = draws.Chance(0.85) ? large : small;
        if (!databases.TryTake(out var database))
        {
            database = await FaultDatabase.CreateAsync(postgres, databases == large);
        }

        var faults = draw(draws);
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.OverAsync(postgres, store, database.Name);
        scenario.Configuration = scenario.Configuration with
        {
            Compression = draws.Of<Compression?>(Compression.None, Compression.None, Compression.None, Compression.FastGzip, null),
            PartsInFlight = draws.Number(1, 4),
        };
        using var run = new FaultRun(database, store, scenario);
        try
        {
            foreach (var fault in faults)
            {
                fault.Arm(run);
            }

            var (receipt, thrown) = await run.RunAsync();
            await run.StrikesAsync();
            var outcome = await new FaultEnd(run, faults).JudgeAsync(receipt, thrown, restore: draws.Seed % RestoredOneIn == 0);
            Tally.Add(faults, outcome, store.Server.Requests.Max(request => request.PartNumber) ?? 0);
            if (faults.Any(fault => fault.Changes))
            {
                await database.MendAsync();
            }

            databases.Add(database);
        }
        catch (Exception flaw)
        {
            // The database is not used again: who knows what is left in it.
            flaws.Enqueue($"seed {draws.Seed}, {string.Join(" + ", faults.Select(fault => fault.Name))}: {flaw}\n{Log(store)}");
        }
    }

    private static string Log(EmbeddedStore store) => string.Join(", ", store.Server.Requests.Select(request => $"{request.Operation}{request.PartNumber} {request.Status} {request.ErrorCode}"));
}
