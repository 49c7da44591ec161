namespace BlnkBackup.Ledger;

/// <summary>One invariant of a Blnk ledger.</summary>
/// <param name="Id"><c>I1</c> to <c>I7</c>.</param>
/// <param name="Name">What holds, in words.</param>
/// <param name="Query">
/// SQL that only reads, and gives figures as rows of a name and a text; the invariant holds where the figure <c>violations</c> is 0.
/// </param>
internal sealed record LedgerInvariant(string Id, string Name, string Query);
