using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;
using BlnkBackup.Pipelines;

namespace BlnkBackup.Lambda.Functions;

/// <summary>
/// Reads and writes steps as <see cref="StepJson"/> has them: in snake_case and with every name, which the package's own options would undo.
/// </summary>
public sealed class StepSerializer() : SourceGeneratorLambdaJsonSerializer<StepJson>(Customize)
{
    private static void Customize(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
    }
}
