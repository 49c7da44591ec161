namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>What a seed draws: the same again for the same seed.</summary>
public sealed class Draw(int seed)
{
#pragma warning disable CA5394 // A seeded sequence is the point: a failing run can be repeated.
    private readonly Random random = new(seed);

    public int Seed => seed;

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Number(int least, int most) => random.Next(least, most + 1);

    /// <summary>Of all magnitudes alike: 1 to 10 as often as 100,000 to 1,000,000.</summary>
    public int Magnitude(int most) => (int)Math.Exp(random.NextDouble() * Math.Log(most));

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
#pragma warning restore CA5394
}
