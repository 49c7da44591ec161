namespace BlnkBackup.Ledger;

/// <summary>What was found of one of the ledger's invariants: recorded, not judged, since a live ledger may break some already.</summary>
/// <param name="Id"><c>I1</c> to <c>I7</c>.</param>
/// <param name="Name">The invariant in words.</param>
/// <param name="Holds">Whether it holds: whether the figure <c>violations</c> is 0; null where it was skipped.</param>
/// <param name="Figures">Counts and sums by name, each exact, in decimal; empty where it was skipped.</param>
/// <param name="Skipped">Why it was skipped; null where it was not.</param>
public sealed record LedgerFact(string Id, string Name, bool? Holds, IReadOnlyDictionary<string, string> Figures, string? Skipped);
