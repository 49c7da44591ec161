namespace BlnkBackup.Dumping;

/// <summary>The proof that pg_dump exited with 0; only <see cref="DumpSource.EnsureCleanExitAsync"/> gives one.</summary>
/// <param name="Warnings">What pg_dump printed all the same; empty as a rule.</param>
internal sealed record CleanExit(string Warnings);
