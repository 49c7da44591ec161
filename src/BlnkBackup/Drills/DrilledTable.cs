namespace BlnkBackup.Drills;

/// <summary>A table of the restored database.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows; null where it is not there or cannot be read.</param>
/// <param name="Crc64">The checksum of its COPY text, as receipts have it; null where its rows were only counted.</param>
/// <param name="Fault">Why it has no rows; null where it has.</param>
public sealed record DrilledTable(string Schema, string Name, long? Rows, string? Crc64 = null, string? Fault = null);
