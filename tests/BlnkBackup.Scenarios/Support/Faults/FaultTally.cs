using System.Collections.Concurrent;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>Counts outcomes by fault.</summary>
public sealed class FaultTally
{
    private readonly ConcurrentDictionary<(string Fault, FaultOutcome Outcome), int> counts = new();
    private readonly ConcurrentDictionary<FaultOutcome, int> runs = new();
    private int severalParts;

    public int Runs => runs.Values.Sum();

    public int SeveralParts => severalParts;

    public void Add(IEnumerable<Fault> faults, FaultOutcome outcome, int parts)
    {
        runs.AddOrUpdate(outcome, 1, (_, before) => before + 1);
        if (parts > 1)
        {
            Interlocked.Increment(ref severalParts);
        }

        foreach (var fault in faults)
        {
            counts.AddOrUpdate((fault.Name, outcome), 1, (_, before) => before + 1);
        }
    }

    public override string ToString() => string.Join('\n',
    [
        $"{Runs} runs: {string.Join(", ", runs.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"))}; {SeveralParts} sent more than one part",
        .. counts.GroupBy(pair => pair.Key.Fault).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            $"  {group.Key}: {string.Join(", ", group.OrderBy(pair => pair.Key.Outcome).Select(pair => $"{pair.Value} {pair.Key.Outcome}"))}"),
    ]);
}
