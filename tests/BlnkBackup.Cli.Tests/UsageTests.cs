using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "command")]
    [InlineData("nope", "nope")]
    [InlineData("backup --nope", "--nope")]
    [InlineData("backup surplus", "surplus")]
    [InlineData("list --nope", "--nope")]
    [InlineData("restore", "--to")]
    [InlineData("restore latest", "--to")]
    [InlineData("restore --to postgres://h/d", "restore")]
    [InlineData("restore latest --to", "--to")]
    [InlineData("restore one two --to postgres://h/d", "two")]
    [InlineData("serve --urls", "--urls")]
    [InlineData("serve --port 80", "--port")]
    public async Task A_wrong_command_line_exits_with_2_and_says_why_on_standard_error(string line, string named)
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.Enough, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        end.AssertFailed(2);
        Assert.Contains(named, end.Errors.Split("Description:")[0], StringComparison.Ordinal);
        Assert.Contains("Usage:", end.Errors, StringComparison.Ordinal);
    }
}
