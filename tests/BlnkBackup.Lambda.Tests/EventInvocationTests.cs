using BlnkBackup.Lambda.Functions;
using BlnkBackup.Lambda.Tests.Support;

namespace BlnkBackup.Lambda.Tests;

/// <summary>The bootstrap started by events.</summary>
public sealed class EventInvocationTests(LedgerServer server) : IClassFixture<LedgerServer>
{
    [Fact]
    public async Task A_schedule_backs_up()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.ScheduledBackup));

        Assert.Null((await function.InvokeAsync(Events.Scheduled)).ErrorType);
        await backups.EnsureRestorableAsync();
    }

    [Fact]
    public async Task A_state_machine_is_given_facts_under_names_in_snake_case()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.BackupStep));

        var end = await function.InvokeAsync("{}");

        Assert.Null(end.ErrorType);
        Assert.Contains(end.Json.GetProperty("key").GetString(), backups.Keys());
        Assert.True(end.Json.GetProperty("raw_bytes").GetInt64() > 0);
        await backups.EnsureRestorableAsync();
    }

    [Fact]
    public async Task A_state_machine_may_ask_for_an_estimate()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.EstimateStep));

        var end = await function.InvokeAsync("{}");

        Assert.True(end.Json.GetProperty("fits").GetBoolean(), end.Body);
        await backups.EnsureNothingLeftAsync();
    }

    [Theory]
    [InlineData("S3_BACKUP_BUCKET", null, "ConfigurationInvalid")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "another", "CredentialsInvalid")]
    [InlineData("DATABASE_URL", "postgres://postgres:wrong@127.0.0.1:1/ledger", "DumpFailed")]
    public async Task A_failure_is_caught_by_its_kind(string setting, string? value, string errorType)
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        foreach (var name in (string[])[nameof(BackupFunctions.BackupStep), nameof(BackupFunctions.ScheduledBackup)])
        {
            await using var function = await RunningFunction.StartAsync(backups.With(setting, value), name);

            var end = await function.InvokeAsync(Events.Scheduled);

            Assert.Equal(errorType, end.ErrorType);
            Assert.Equal(errorType, end.Json.GetProperty("errorType").GetString());
            Assert.NotEmpty(end.Json.GetProperty("errorMessage").GetString()!);
        }

        await backups.EnsureNothingLeftAsync();
    }

    [Theory]
    [InlineData("{}", 8)]
    [InlineData("{\"time_left_seconds\":8}", 900)]
    public async Task A_deadline_aborts_the_backup_and_leaves_nothing(string input, int secondsLeft)
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var held = await HeldTable.LockAsync(backups.Postgres);
        await using var function = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.BackupStep));

        var end = await function.InvokeAsync(input, TimeSpan.FromSeconds(secondsLeft));

        Assert.Equal("DeadlinePassed", end.ErrorType);
        await backups.EnsureNothingLeftAsync(sessions: 1);
    }

    [Fact]
    public async Task A_name_that_no_function_has_is_said_and_fails()
    {
        await using var function = await RunningFunction.StartAsync(new Dictionary<string, string>(), "Backup");

        var (exitCode, errors) = await function.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("ANNOTATIONS_HANDLER: there is no function 'Backup'", errors, StringComparison.Ordinal);
    }
}
