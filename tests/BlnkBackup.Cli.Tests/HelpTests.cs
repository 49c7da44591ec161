using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using BlnkBackup.Cli.Commands;
using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class HelpTests
{
    private static readonly Dictionary<string, Command> Commands = ((Command[])
    [
        BackupCommand.Create(), ListCommand.Create(), RestoreCommand.Create(), VerifyCommand.Create(), PruneCommand.Create(), FreshnessCommand.Create(),
        ServeCommand.Create(),
    ]).ToDictionary(command => command.Name);

    public static TheoryData<string> Names => [.. Commands.Keys];

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task The_help_names_every_command_and_what_it_does(string option)
    {
        var help = await HelpAsync(option);
        Assert.All(Commands.Values, command =>
        {
            Assert.Matches($@"(?m)^  {command.Name}\b", help);
            AssertDescribed(command.Description, help);
        });
        Assert.Contains("--version", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_names_no_command_that_is_not_there()
    {
        var help = await HelpAsync("--help");
        var named = Regex.Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..], @"(?m)^  (\w+)").Select(match => match.Groups[1].Value);
        Assert.Equal(Commands.Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_help_names_every_exit_code()
    {
        var help = await HelpAsync("--help");
        var codes = help[help.IndexOf("Exit codes:", StringComparison.Ordinal)..help.IndexOf("Usage:", StringComparison.Ordinal)];
        var named = Regex.Matches(codes, @"(?<=[:,]\s+)\d+(?= \w)").Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => (int)code).Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_help_of_a_command_names_and_describes_all_that_it_takes(string name)
    {
        var help = await HelpAsync(name, "--help");
        var command = Commands[name];
        Assert.All(command.Options, option =>
        {
            Assert.Contains(option.Name, help, StringComparison.Ordinal);
            AssertDescribed(option.Description, help);
        });
        Assert.All(command.Arguments, argument =>
        {
            Assert.Contains($"<{argument.Name}>", help, StringComparison.Ordinal);
            AssertDescribed(argument.Description, help);
        });
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.Empty, "--version");
        end.AssertDone();
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", end.Output);
    }

    // The help indents the lines of a description, and leaves them otherwise as they are.
    private static void AssertDescribed(string? description, string help)
    {
        Assert.False(string.IsNullOrWhiteSpace(description));
        Assert.All(description.Split('\n'), line => Assert.Contains(line.Trim(), help, StringComparison.Ordinal));
    }

    private static async Task<string> HelpAsync(params string[] arguments)
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.Empty, arguments);
        end.AssertDone();
        Assert.Equal("", end.Errors);
        return end.Output;
    }
}
