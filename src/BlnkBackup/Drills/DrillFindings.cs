using BlnkBackup.Ledger;

namespace BlnkBackup.Drills;

/// <summary>What a drill found out.</summary>
/// <param name="ServerVersion">The scratch server's version.</param>
/// <param name="Restoring">How long the restore took.</param>
/// <param name="Tables">The restored tables.</param>
/// <param name="Facts">The restored ledger's facts.</param>
/// <param name="Differences">Where they are other than the receipt says.</param>
/// <param name="Skipped">What was not compared, and why.</param>
/// <param name="Failure">Why there was nothing to compare: the backup could not be restored; null where it could.</param>
internal sealed record DrillFindings(
    string? ServerVersion,
    TimeSpan Restoring,
    IReadOnlyList<DrilledTable> Tables,
    IReadOnlyList<LedgerFact> Facts,
    IReadOnlyList<DrillDifference> Differences,
    IReadOnlyList<string> Skipped,
    string? Failure = null)
{
    public static DrillFindings OfFailure(string failure) => new(null, TimeSpan.Zero, [], [], [], [], failure);
}
