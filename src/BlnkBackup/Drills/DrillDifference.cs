namespace BlnkBackup.Drills;

/// <summary>Something that was restored otherwise than its receipt says.</summary>
/// <param name="Subject">The table as schema.name, or the ledger's fact: I1 to I7.</param>
/// <param name="What">What of it: <c>rows</c>, <c>content</c>, <c>table</c>, or a fact's figure by its name.</param>
/// <param name="Expected">What the receipt says.</param>
/// <param name="Found">What the restored database says.</param>
public sealed record DrillDifference(string Subject, string What, string Expected, string Found)
{
    /// <summary>The difference as a person would tell it.</summary>
    public override string ToString() => $"{Subject}, {What}: expected {Expected}, found {Found}";
}
