namespace BlnkBackup.Drills;

/// <summary>How far a drill is.</summary>
/// <param name="Step">What is being done, in words.</param>
/// <param name="Bytes">How many bytes of it have been read: of the archive, or of a table's COPY text.</param>
public sealed record DrillProgress(string Step, long Bytes);
