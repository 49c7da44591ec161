using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class BackupCommandTests
{
    [Fact]
    public async Task A_database_that_cannot_be_reached_exits_with_6_and_says_what_to_do()
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.WithDatabaseAt(1), "backup");
        end.AssertFailed(6);
        Assert.Contains("blnk-backup: Could not work with database blnk at 127.0.0.1:1 as ledger", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Check host, port and TLS settings", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Password, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_run_that_is_told_to_end_exits_with_130(string signal)
    {
        using var database = new HeldDatabase();
        await using var program = RunningProgram.Start(GivenEnvironment.WithDatabaseAt(database.Port), "backup");
        await database.Asked;
        await program.SignalAsync(signal);
        var end = await program.EndAsync();
        end.AssertFailed(130);
        Assert.Contains("Cancelled; nothing was left behind.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_time_is_over_exits_with_12_and_says_how_long_it_had()
    {
        using var database = new HeldDatabase();
        var end = await RunningProgram.RunAsync(GivenEnvironment.WithDatabaseAt(database.Port), "backup", "--deadline-seconds", "1");
        end.AssertFailed(12);
        Assert.Contains("had 1 seconds and did not end within 0.8", end.Errors, StringComparison.Ordinal);
        Assert.Contains("--deadline-seconds", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1000001")]
    public async Task A_deadline_must_be_a_number_of_seconds(string seconds)
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.WithDatabaseAt(1), "backup", "--deadline-seconds", seconds);
        end.AssertFailed(2);
        Assert.Contains("--deadline-seconds", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_may_be_in_a_variable_that_a_setting_names()
    {
        var environment = GivenEnvironment.WithDatabaseAt(1).With("DATABASE_URL", "postgres://127.0.0.1:1/blnk")
            .With("DATABASE_SECRET_ARN", "LEDGER_SECRET").With("LEDGER_SECRET", $$"""{"username":"auditor","password":"{{GivenEnvironment.Password}}"}""");
        var end = await RunningProgram.RunAsync(environment, "backup");
        end.AssertFailed(6);
        Assert.Contains("blnk at 127.0.0.1:1 as auditor", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Password, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_plain_lines_where_there_is_no_terminal()
    {
        using var database = new HeldDatabase();
        var environment = GivenEnvironment.WithDatabaseAt(database.Port).With("TERM", "xterm-256color").With("GITHUB_ACTIONS", "true");
        await using var program = RunningProgram.Start(environment, "backup");
        await database.Asked;
        await program.SignalAsync("TERM");
        var end = await program.EndAsync();
        Assert.Collection(
            end.Errors.Split('\n'),
            line => Assert.Equal($"Backing up database blnk at 127.0.0.1:{database.Port} as ledger", line),
            line => Assert.Matches(@"^warn: blnk-backup\[0\] Backup of blnk was cancelled after [\d.]+ s, and left nothing$", line),
            line => Assert.Equal("blnk-backup: Cancelled; nothing was left behind.", line),
            line => Assert.Equal("", line));
    }
}
