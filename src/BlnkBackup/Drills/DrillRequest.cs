using BlnkBackup.Storage;

namespace BlnkBackup.Drills;

/// <summary>What is to be drilled, where, and how thoroughly.</summary>
/// <param name="Backup">The backup's key, with or without the prefix, or <c>latest</c> for the newest finished one.</param>
/// <param name="To">The scratch server's URL; null for DRILL_DATABASE_URL's.</param>
/// <param name="Sample">Which tables are compared byte by byte; null for the usual.</param>
public sealed record DrillRequest(string Backup = BackupStore.Latest, string? To = null, DrillSample? Sample = null);
