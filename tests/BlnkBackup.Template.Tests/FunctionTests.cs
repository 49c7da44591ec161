using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class FunctionTests(TransformedTemplate template)
{
    private static readonly Dictionary<string, string?> Handlers = new()
    {
        ["ApiFunction"] = null,
        ["ScheduledBackupFunction"] = "ScheduledBackup",
        ["BackupStepFunction"] = "BackupStep",
        ["EstimateStepFunction"] = "EstimateStep",
        ["FreshnessFunction"] = "FreshnessCheck",
        ["PruneFunction"] = "Prune",
        ["DrillFunction"] = "Drill",
    };

    private IReadOnlyDictionary<string, JsonNode> Functions => template.OfType("AWS::Lambda::Function");

    [PythonFact]
    public void Each_way_in_is_a_function_of_the_one_executable()
    {
        Assert.Equal(Handlers.Keys.Order(StringComparer.Ordinal), Functions.Keys.Order(StringComparer.Ordinal));
        Assert.All(Functions, function =>
        {
            Assert.Equal("bootstrap", (string?)function.Value["Properties"]!["Handler"]);
            Assert.Equal("provided.al2023", (string?)function.Value["Properties"]!["Runtime"]);
            Assert.Equal("dotnet", (string?)function.Value["Metadata"]!["BuildMethod"]);
            Assert.Equal(Handlers[function.Key], (string?)Variables(function.Key)["ANNOTATIONS_HANDLER"]);
        });
    }

    [PythonFact]
    public void Each_has_all_of_lambdas_time_the_layer_and_a_trace() =>
        Assert.All(Functions.Values.Select(function => function["Properties"]!), function =>
        {
            Assert.Equal(900, (int)function["Timeout"]!);
            Assert.StartsWith("PgDumpLayer", (string?)Assert.Single(function["Layers"]!.AsArray())!["Ref"], StringComparison.Ordinal);
            Assert.Equal("Active", (string?)function["TracingConfig"]!["Mode"]);
            Assert.Equal("FunctionLogs", (string?)function["LoggingConfig"]!["LogGroup"]!["Ref"]);
        });

    [PythonFact]
    public void None_is_run_again_behind_our_backs_and_each_failure_is_told()
    {
        var settings = template.OfType("AWS::Lambda::EventInvokeConfig");

        Assert.Equal(Handlers.Count, settings.Count);
        Assert.All(settings.Values.Select(setting => setting["Properties"]!), setting =>
        {
            Assert.Equal(0, (int)setting["MaximumRetryAttempts"]!);
            Assert.Equal("AlarmTopic", (string?)setting["DestinationConfig"]!["OnFailure"]!["Destination"]!["Ref"]);
        });
    }

    [PythonTheory]
    [InlineData("ScheduledBackupFunction")]
    [InlineData("BackupStepFunction")]
    public void One_backup_at_a_time_unless_told_otherwise(string function)
    {
        Assert.Equal("BackupConcurrency", (string?)Functions[function]["Properties"]!["ReservedConcurrentExecutions"]!["Fn::If"]![1]!["Ref"]);
        Assert.Equal("1", (string?)template.Parameters["BackupConcurrency"]!["Default"]);
    }

    [PythonFact]
    public void Logs_do_not_grow_forever() =>
        Assert.All(template.OfType("AWS::Logs::LogGroup").Values, logs => Assert.NotNull(logs["Properties"]!["RetentionInDays"]));

    [PythonFact]
    public void No_secret_is_in_a_variable_but_by_its_arn() =>
        Assert.All(Handlers.Keys, function => Assert.DoesNotContain("Password", Variables(function).ToJsonString(), StringComparison.OrdinalIgnoreCase));

    [PythonFact]
    public void What_may_be_a_secret_is_not_echoed() =>
        Assert.Equal(
            ["DatabasePassword", "NotifyWebhookUrl"],
            template.Parameters.Where(parameter => parameter.Value!["NoEcho"] is not null).Select(parameter => parameter.Key));

    [PythonFact]
    public void Each_parameter_is_used_and_grouped()
    {
        var text = Repository.Read("template.yaml");
        Assert.All(template.Parameters, parameter => Assert.True(
            text.Split(parameter.Key).Length - 1 >= 3, $"{parameter.Key} is in the group, declared and used."));
    }

    private JsonObject Variables(string function) => Functions[function]["Properties"]!["Environment"]!["Variables"]!.AsObject();
}
