namespace BlnkBackup.EmbeddedS3.Faults;

/// <summary>The rules in force. Thread-safe; rules may come and go while requests run.</summary>
/// <param name="seed">Seeds the choice of rules with a probability below 1.</param>
public sealed class FaultPlan(int seed = 0)
{
    readonly Lock gate = new();
    readonly List<Counted> rules = [];
#pragma warning disable CA5394 // A seeded sequence is the point: a failing run can be repeated.
    readonly Random random = new(seed);

    /// <summary>A plan of one or more rules.</summary>
    public FaultPlan(params IReadOnlyList<FaultRule> rules) : this(0) => this.rules.AddRange(rules.Select(r => new Counted(r)));

    /// <summary>Puts rules in force from the next request on.</summary>
    public void Add(params IReadOnlyList<FaultRule> added)
    {
        lock (gate) rules.AddRange(added.Select(r => new Counted(r)));
    }

    /// <summary>An action on every request of an operation, or on its given occurrences, counted from 1.</summary>
    public void Add(string operation, FaultAction action, params int[] occurrences) =>
        Add(new FaultRule(action) { Operation = operation, Occurrences = occurrences.Length == 0 ? null : occurrences });

    /// <summary>Takes all rules out of force.</summary>
    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    /// <summary>How many requests the rules in force have fallen on.</summary>
    public int Fired
    {
        get
        {
            lock (gate) return rules.Sum(r => r.Fired);
        }
    }

    internal IReadOnlyList<FaultAction> Take(string operation, string? key, int? partNumber)
    {
        lock (gate)
        {
            List<FaultAction> taken = [];
            foreach (var counted in rules)
            {
                var rule = counted.Rule;
                if (!rule.Matches(operation, key, partNumber)) continue;
                counted.Seen++;
                if (rule.Occurrences is not null && !rule.Occurrences.Contains(counted.Seen)) continue;
                if (rule.Probability < 1 && random.NextDouble() >= rule.Probability) continue;
                counted.Fired++;
                taken.Add(rule.Action);
            }

            return taken;
        }
    }
#pragma warning restore CA5394

    sealed class Counted(FaultRule rule)
    {
        public FaultRule Rule => rule;

        public int Seen { get; set; }

        public int Fired { get; set; }
    }
}
