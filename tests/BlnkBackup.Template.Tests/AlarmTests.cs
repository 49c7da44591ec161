using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class AlarmTests(TransformedTemplate template)
{
    private static readonly string[] Metrics =
    [
        "BackupSucceeded", "BackupFailed", "BackupDurationSeconds", "ArchiveBytes", "DatabaseBytes", "ThroughputBytesPerSecond",
        "BackupAgeHours", "DrillSucceeded", "DrillFailed",
    ];

    private IReadOnlyDictionary<string, JsonNode> Alarms => template.OfType("AWS::CloudWatch::Alarm");

    [PythonFact]
    public void Each_goes_to_the_one_topic() =>
        Assert.All(Alarms.Values, alarm => Assert.Equal("AlarmTopic", (string?)Assert.Single(alarm["Properties"]!["AlarmActions"]!.AsArray())!["Ref"]));

    [PythonFact]
    public void Each_looks_at_a_metric_that_is_written() =>
        Assert.All(
            Alarms.Values.Select(alarm => alarm["Properties"]!).Where(alarm => (string?)alarm["Namespace"] == "BlnkBackup"),
            alarm =>
            {
                Assert.Contains((string)alarm["MetricName"]!, Metrics);
                Assert.Null(alarm["Dimensions"]);
            });

    [PythonFact]
    public void A_day_without_a_backup_is_an_alarm_and_so_is_silence()
    {
        var alarm = template.Properties("NoBackupAlarm");

        Assert.Equal("BackupSucceeded", (string?)alarm["MetricName"]);
        Assert.Equal("Sum", (string?)alarm["Statistic"]);
        Assert.Equal(86_400, (int)alarm["Period"]!);
        Assert.Equal("LessThanThreshold", (string?)alarm["ComparisonOperator"]);
        Assert.Equal(1, (int)alarm["Threshold"]!);
        Assert.Equal("breaching", (string?)alarm["TreatMissingData"]);
    }

    [PythonTheory]
    [InlineData("BackupFailedAlarm", "BackupFailed")]
    [InlineData("DrillFailedAlarm", "DrillFailed")]
    public void One_failure_is_an_alarm(string name, string metric)
    {
        var alarm = template.Properties(name);

        Assert.Equal(metric, (string?)alarm["MetricName"]);
        Assert.Equal("GreaterThanThreshold", (string?)alarm["ComparisonOperator"]);
        Assert.Equal(0, (int)alarm["Threshold"]!);
    }

    [PythonFact]
    public void A_backup_over_80_percent_of_lambdas_time_is_an_alarm()
    {
        var alarm = template.Properties("NearDeadlineAlarm");

        Assert.Equal(0.8 * 900 * 1000, (double)alarm["Threshold"]!);
        Assert.Equal(["ApiFunction", "ScheduledBackupFunction", "BackupStepFunction"], Watched(alarm, "Duration"));
    }

    [PythonFact]
    public void An_error_of_any_function_is_an_alarm() =>
        Assert.Equal(
            template.OfType("AWS::Lambda::Function").Keys.Order(StringComparer.Ordinal),
            Watched(template.Properties("FunctionErrorsAlarm"), "Errors")
                .Concat(((string[])["PruneErrorsAlarm", "DrillErrorsAlarm"]).Select(alarm => (string)template.Properties(alarm)["Dimensions"]![0]!["Value"]!["Ref"]!))
                .Order(StringComparer.Ordinal));

    [PythonFact]
    public void An_execution_that_did_not_succeed_is_an_alarm() =>
        Assert.Equal(
            ["ExecutionsFailed", "ExecutionsAborted", "ExecutionsTimedOut"],
            Measured(template.Properties("RunBackupFailedAlarm")).Select(metric => (string?)metric["MetricName"]));

    [PythonFact]
    public void A_backup_too_old_is_an_alarm() =>
        Assert.Equal("FreshnessMaxAgeHours", (string?)template.Properties("BackupAgeAlarm")["Threshold"]!["Ref"]);

    private static IEnumerable<string> Watched(JsonNode alarm, string metric) =>
        Measured(alarm).Where(one => (string?)one["MetricName"] == metric).Select(one => (string)one["Dimensions"]![0]!["Value"]!["Ref"]!);

    private static IEnumerable<JsonNode> Measured(JsonNode alarm) =>
        alarm["Metrics"]!.AsArray().Select(metric => metric!["MetricStat"]?["Metric"]).OfType<JsonNode>();
}
