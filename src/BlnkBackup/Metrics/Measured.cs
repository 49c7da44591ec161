namespace BlnkBackup.Metrics;

/// <summary>One measurement.</summary>
/// <param name="Name">The instrument's name.</param>
/// <param name="Unit">Its unit, as UCUM writes it; null for none.</param>
/// <param name="Value">A finite number.</param>
/// <param name="Tags">What it was measured of.</param>
internal sealed record Measured(string Name, string? Unit, double Value, IReadOnlyList<KeyValuePair<string, object?>> Tags);
