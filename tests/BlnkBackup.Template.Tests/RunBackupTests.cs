using BlnkBackup.Template.Tests.Support;
using static BlnkBackup.Template.Tests.Support.StateMachine;

namespace BlnkBackup.Template.Tests;

public sealed class RunBackupTests(Interpreter interpreter) : IClassFixture<Interpreter>
{
    [PythonFact]
    public async Task What_fits_is_backed_up_by_the_function_and_its_facts_returned()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup"));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["estimate", "backup"], ending.Calls);
        Assert.Equal(7, (int)ending.Output!["rows"]!);
        Assert.Equal("vault", (string?)ending.Output["bucket"]);
    }

    [PythonFact]
    public async Task What_does_not_fit_is_backed_up_by_the_container()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", estimate: [Fits(false)]));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["estimate", "container"], ending.Calls);
        Assert.True((bool)ending.Output!["container"]!);
        var network = ending.Facts["calls"]![1]!["payload"]!["NetworkConfiguration"]!["AwsvpcConfiguration"]!;
        Assert.Equal(["subnet-1", "subnet-2"], network["Subnets"]!.AsArray().Select(subnet => (string?)subnet));
    }

    [PythonFact]
    public async Task Who_asks_for_the_container_gets_it_without_an_estimate()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", input: new() { ["container"] = true }));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["container"], ending.Calls);
    }

    [PythonFact]
    public async Task Without_a_container_what_does_not_fit_fails_with_the_figures()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", estimate: [Fits(false)], container: false));

        Assert.Equal("FAILED", ending.Status);
        Assert.Equal("ContainerMissing", ending.Error);
        Assert.Equal("1000 bytes take 12.5 seconds; the function has 870. Deploy with ContainerImage to back it up in a container.", ending.Cause);
        Assert.Equal(["estimate"], ending.Calls);
    }

    [PythonFact]
    public async Task A_backup_that_is_running_already_is_waited_for()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails("BackupAlreadyRunning"), Fails("BackupAlreadyRunning"), Stored()]));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["estimate", "backup", "backup", "backup"], ending.Calls);
        Assert.Equal(2, ending.Waits);
    }

    [PythonFact]
    public async Task A_backup_that_runs_on_and_on_is_not_waited_for_forever()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails("BackupAlreadyRunning")]));

        Assert.Equal("BackupAlreadyRunning", ending.Error);
        Assert.Equal(8, ending.Waits);
    }

    [PythonFact]
    public async Task A_hiccup_of_Lambda_is_tried_again()
    {
        var ending = await interpreter.ExecuteAsync(Plan(
            "RunBackup", estimate: [Fails("Lambda.ServiceException"), Fits(true)], backup: [Fails("Lambda.TooManyRequestsException"), Stored()]));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["estimate", "estimate", "backup", "backup"], ending.Calls);
    }

    [PythonTheory]
    [InlineData("ConfigurationInvalid")]
    [InlineData("CredentialsInvalid")]
    [InlineData("DumpFailed")]
    [InlineData("UploadFailed")]
    [InlineData("StoreUnreadable")]
    [InlineData("Cancelled")]
    [InlineData("UnexpectedFault")]
    public async Task A_failure_keeps_its_name_and_its_sentence_and_is_not_tried_again(string name)
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails(name, "Disk {on} fire.")]));

        Assert.Equal("FAILED", ending.Status);
        Assert.Equal(name, ending.Error);
        Assert.Equal("Disk {on} fire.", ending.Cause);
        Assert.Equal(["estimate", "backup"], ending.Calls);
    }

    [PythonFact]
    public async Task A_failure_nobody_foresaw_is_told_with_its_name()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails("Runtime.ExitError", "signal: killed")]));

        Assert.Equal("BackupFailed", ending.Error);
        Assert.StartsWith("Runtime.ExitError: ", ending.Cause, StringComparison.Ordinal);
        Assert.Contains("signal: killed", ending.Cause, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task An_estimate_that_fails_ends_it_before_any_backup()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", estimate: [Fails("DumpFailed", "No such host.")]));

        Assert.Equal("DumpFailed", ending.Error);
        Assert.Equal("No such host.", ending.Cause);
        Assert.Equal(["estimate"], ending.Calls);
    }

    [PythonTheory]
    [InlineData("DeadlinePassed")]
    [InlineData("Sandbox.Timedout")]
    public async Task A_backup_that_took_too_long_after_all_goes_to_the_container(string name)
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails(name)]));

        Assert.Equal("SUCCEEDED", ending.Status);
        Assert.Equal(["estimate", "backup", "container"], ending.Calls);
    }

    [PythonFact]
    public async Task A_backup_that_took_too_long_fails_by_its_name_where_there_is_no_container()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", backup: [Fails("DeadlinePassed")], container: false));

        Assert.Equal("DeadlinePassed", ending.Error);
        Assert.Contains("ContainerImage", ending.Cause, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task A_container_that_fails_is_no_success()
    {
        var ending = await interpreter.ExecuteAsync(Plan("RunBackup", estimate: [Fits(false)], containerError: "no such cluster"));

        Assert.Equal("ContainerFailed", ending.Error);
        Assert.Contains("no such cluster", ending.Cause, StringComparison.Ordinal);
    }
}
