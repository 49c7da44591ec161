namespace BlnkBackup.Lambda.Functions;

/// <summary>The function that a process is, where it is not the HTTP interface.</summary>
/// <param name="Name">What the environment says.</param>
internal sealed record FunctionName(string Name)
{
    /// <summary>Set beside the handler's name for every function but the HTTP interface.</summary>
    public const string Variable = "ANNOTATIONS_HANDLER";

    /// <summary>Every method with [LambdaFunction].</summary>
    public static readonly IReadOnlyList<string> All =
    [
        nameof(BackupFunctions.ScheduledBackup), nameof(BackupFunctions.BackupStep), nameof(BackupFunctions.EstimateStep),
        nameof(StoreFunctions.FreshnessCheck), nameof(StoreFunctions.Prune), nameof(DrillFunctions.Drill),
    ];

    /// <summary>False for a name that the generated program would end on without a word.</summary>
    public bool IsKnown => All.Contains(Name);

    /// <summary>What is said of an unknown one.</summary>
    public string Refusal =>
        $"{Variable}: there is no function '{Name}'; set it to {string.Join(", ", All)}, or leave it unset for the HTTP interface.";

    /// <summary>The function that the environment chooses; null for the HTTP interface.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    public static FunctionName? Chosen(Func<string, string?> variable) =>
        variable(Variable) is { Length: > 0 } name ? new FunctionName(name) : null;
}
