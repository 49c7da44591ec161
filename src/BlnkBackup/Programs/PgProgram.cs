namespace BlnkBackup.Programs;

/// <summary>One of PostgreSQL's client programs on this machine.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Major">Its PostgreSQL major version.</param>
internal sealed record PgProgram(string Path, int Major);
