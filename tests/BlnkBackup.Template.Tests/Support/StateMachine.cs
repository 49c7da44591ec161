using System.Text.Json.Nodes;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>The state machines' definitions, with this test's names in place of the template's.</summary>
static class StateMachine
{
    public const string ArnPrefix = "arn:aws:states:eu-central-1:123456789012:stateMachine:";

    private const string Folder = "src/BlnkBackup.Lambda/StateMachines/";

    public static IReadOnlyList<string> Names { get; } = ["RunBackup", "BackupBeforeChange"];

    public static string Text(string name) => Repository.Read($"{Folder}{name}.asl.json");

    public static JsonNode Definition(string name, bool container = true)
    {
        var substitutions = new Dictionary<string, string>
        {
            ["Partition"] = "aws",
            ["EstimateStepArn"] = "estimate",
            ["BackupStepArn"] = "backup",
            ["ContainerAvailable"] = container ? "true" : "false",
            ["ClusterArn"] = "cluster",
            ["TaskDefinitionArn"] = "task",
            ["SubnetIds"] = "subnet-1,subnet-2",
            ["SecurityGroupIds"] = "sg-1",
            ["RunBackupArn"] = $"{ArnPrefix}RunBackup",
        };
        return JsonNode.Parse(substitutions.Aggregate(Text(name), (text, pair) => text.Replace($"${{{pair.Key}}}", pair.Value, StringComparison.Ordinal)))!;
    }

    /// <summary>An execution: what Lambda answers (the last again and again), whether there is a container and what ECS says of it.</summary>
    public static JsonObject Plan(
        string start, JsonObject? input = null, JsonArray? estimate = null, JsonArray? backup = null,
        bool container = true, string? containerError = null, JsonNode? operation = null) => new()
        {
            ["machines"] = new JsonObject
            {
                ["RunBackup"] = Definition("RunBackup", container),
                ["BackupBeforeChange"] = Definition("BackupBeforeChange", container),
                ["Operation"] = operation ?? JsonNode.Parse("""{"StartAt":"Done","States":{"Done":{"Type":"Pass","End":true}}}"""),
            },
            ["start"] = start,
            ["input"] = input ?? [],
            ["lambda"] = new JsonObject { ["estimate"] = estimate ?? [Fits(true)], ["backup"] = backup ?? [Stored()] },
            ["containerError"] = containerError,
        };

    public static JsonObject Fits(bool fits) => new()
    {
        ["payload"] = JsonNode.Parse($$"""{"database_bytes":1000,"expected_seconds":12.5,"limit_seconds":870,"fits":{{(fits ? "true" : "false")}}}"""),
    };

    public static JsonObject Stored() => new() { ["payload"] = JsonNode.Parse("""{"bucket":"vault","key":"blnk_backup.dump","rows":7}""") };

    public static JsonObject Fails(string error, string message = "What went wrong.") => new() { ["error"] = error, ["message"] = message };
}
