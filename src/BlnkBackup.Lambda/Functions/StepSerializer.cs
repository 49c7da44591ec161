using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using BlnkBackup.Pipelines;

namespace BlnkBackup.Lambda.Functions;

/// <summary>Reads and writes what steps do, as <see cref="StepJson"/> has it: snake_case and every name, which the package's own options would undo.</summary>
public sealed class StepSerializer() : SourceGeneratorLambdaJsonSerializer<StepJson>(Customize)
{
    private static void Customize(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
    }
}
