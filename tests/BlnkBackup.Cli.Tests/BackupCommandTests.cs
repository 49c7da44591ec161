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
