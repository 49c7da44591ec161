using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;
using static BlnkBackup.Template.Tests.Support.StateMachine;

namespace BlnkBackup.Template.Tests;

public sealed class BackupBeforeChangeTests(Interpreter interpreter) : IClassFixture<Interpreter>
{
    private static JsonObject Input => new()
    {
        ["operation"] = new JsonObject { ["state_machine_arn"] = $"{ArnPrefix}Operation", ["input"] = new JsonObject { ["migration"] = 42 } },
    };

    [PythonFact]
    public async Task The_change_runs_after_the_backup_and_both_results_are_returned()
    {
        var ending = await interpreter.ExecuteAsync(Plan("BackupBeforeChange", Input));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["RunBackup", "estimate", "backup", "Operation"], ending.Calls);
        Assert.Equal("blnk_backup.dump", (string?)ending.Output!["backup"]!["facts"]!["key"]);
        Assert.Equal(42, (int)ending.Output["change"]!["output"]!["migration"]!);
    }

    [PythonFact]
    public async Task The_change_does_not_run_after_a_backup_that_failed()
    {
        var ending = await interpreter.ExecuteAsync(Plan("BackupBeforeChange", Input, backup: [Fails("DumpFailed", "No such table.")]));

        Assert.Equal("FAILED", ending.Status);
        Assert.Equal("BackupFailed", ending.Error);
        Assert.Contains("The change was not started.", ending.Cause, StringComparison.Ordinal);
        Assert.Contains("DumpFailed", ending.Cause, StringComparison.Ordinal);
        Assert.Contains("No such table.", ending.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("Operation", ending.Calls);
    }

    [PythonFact]
    public async Task A_change_that_fails_is_returned_with_its_reason_and_the_backup_before_it()
    {
        var operation = JsonNode.Parse("""{"StartAt":"No","States":{"No":{"Type":"Fail","Error":"MigrationFailed","Cause":"Column exists."}}}""");
        var ending = await interpreter.ExecuteAsync(Plan("BackupBeforeChange", Input, operation: operation));

        Assert.Equal("ChangeFailed", ending.Error);
        Assert.Contains("execution:RunBackup", ending.Cause, StringComparison.Ordinal);
        Assert.Contains("MigrationFailed", ending.Cause, StringComparison.Ordinal);
        Assert.Contains("Column exists.", ending.Cause, StringComparison.Ordinal);
    }

    [PythonTheory]
    [InlineData("{}")]
    [InlineData("""{"operation":{}}""")]
    [InlineData("""{"operation":{"state_machine_arn":7,"input":{}}}""")]
    [InlineData("""{"operation":{"state_machine_arn":"arn"}}""")]
    public async Task An_input_that_names_no_change_starts_nothing(string input)
    {
        var ending = await interpreter.ExecuteAsync(Plan("BackupBeforeChange", JsonNode.Parse(input)!.AsObject()));

        Assert.Equal("OperationMissing", ending.Error);
        Assert.Empty(ending.Calls);
    }
}
