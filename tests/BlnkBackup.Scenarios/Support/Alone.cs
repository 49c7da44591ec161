namespace BlnkBackup.Scenarios.Support;

/// <summary>The scenarios that measure the process they run in: none runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
