using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class ScheduleTests(TransformedTemplate template)
{
    [PythonFact]
    public void A_backup_is_taken_each_day_at_three()
    {
        Assert.Equal("cron(0 3 * * ? *)", (string?)template.Parameters["ScheduleExpression"]!["Default"]);
        Assert.Equal("UTC", (string?)template.Parameters["ScheduleTimezone"]!["Default"]);
        Assert.Equal("ScheduleExpression", (string?)template.Properties("DailyBackup")["ScheduleExpression"]!["Ref"]);
    }

    [PythonFact]
    public void Where_there_is_a_container_the_state_machine_decides_whether_it_is_needed() =>
        Assert.Equal(
            """{"Fn::If":["HasContainer",{"Ref":"RunBackup"},{"Fn::GetAtt":["ScheduledBackupFunction","Arn"]}]}""",
            template.Properties("DailyBackup")["Target"]!["Arn"]!.ToJsonString());

    [PythonTheory]
    [InlineData("Freshness", "cron(30 4/6 * * ? *)", null)]
    [InlineData("WeeklyPrune", "cron(0 6 ? * SUN *)", "Prunes")]
    public void The_other_jobs_have_their_times(string schedule, string expression, string? condition)
    {
        Assert.Equal(expression, (string?)template.Properties(schedule)["ScheduleExpression"]);
        Assert.Equal(condition, (string?)template.Resources[schedule]!["Condition"]);
    }

    [PythonFact]
    public void A_drill_is_held_each_month_where_there_is_a_scratch_server()
    {
        Assert.Equal("cron(0 5 1 * ? *)", (string?)template.Parameters["DrillScheduleExpression"]!["Default"]);
        Assert.Equal("Drills", (string?)template.Resources["MonthlyDrill"]!["Condition"]);
    }

    [PythonFact]
    public void Each_sends_the_event_that_the_handler_reads()
    {
        Assert.All(template.OfType("AWS::Scheduler::Schedule"), schedule =>
        {
            var input = schedule.Value["Properties"]!["Target"]!["Input"]!;
            var sent = JsonNode.Parse((string)(input["Fn::Sub"] ?? input["Fn::If"]![2]!["Fn::Sub"])!)!;

            Assert.Equal("Scheduled Event", (string?)sent["detail-type"]);
            Assert.Equal("<aws.scheduler.scheduled-time>", (string?)sent["time"]);
            Assert.Empty(sent["detail"]!.AsObject());
        });
    }

    [PythonFact]
    public void What_users_look_for_is_in_the_outputs() =>
        Assert.Equal(
            ["AlarmTopicArn", "ApiKeySecret", "ApiUrl", "BackupBeforeChangeArn", "BackupBucket", "RunBackupArn", "SuccessTopicArn"],
            template.Outputs.Select(output => output.Key).Order(StringComparer.Ordinal));
}
