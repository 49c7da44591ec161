using BlnkBackup.Storage;

namespace BlnkBackup.Retention;

/// <summary>Whether a backup is kept, and why.</summary>
/// <param name="Backup">Which.</param>
/// <param name="IsKept">False where it is to be removed.</param>
/// <param name="Reason">In words: "newest of week 2026-W01".</param>
public sealed record RetentionDecision(StoredBackup Backup, bool IsKept, string Reason);
