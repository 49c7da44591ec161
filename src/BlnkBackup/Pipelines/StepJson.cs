using System.Text.Json.Serialization;
using BlnkBackup.Drills;

namespace BlnkBackup.Pipelines;

/// <summary>How steps read and write: snake_case, as the HTTP interface.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackupStepInput))]
[JsonSerializable(typeof(BackupStepResult))]
[JsonSerializable(typeof(EstimateStepResult))]
[JsonSerializable(typeof(DrillStepInput))]
[JsonSerializable(typeof(DrillResult))]
public sealed partial class StepJson : JsonSerializerContext;
