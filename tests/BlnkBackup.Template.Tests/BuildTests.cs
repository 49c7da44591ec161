using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

/// <summary>What `sam build` and `docker build` will look for.</summary>
public sealed class BuildTests
{
    private const string Project = "src/BlnkBackup.Lambda/BlnkBackup.Lambda.csproj";

    /// <summary>sam gives --runtime to the .NET tools, whose question to MSBuild then fails, so they read the project's text.</summary>
    [Fact]
    public void The_project_says_itself_that_it_is_compiled_ahead_of_time()
    {
        if (!File.Exists(Repository.PathOf(Project))) return;
        Assert.Contains(XDocument.Parse(Repository.Read(Project)).Descendants("PublishAot"), element => element.Value == "true");
    }

    [Fact]
    public void The_net_tools_find_the_framework() =>
        Assert.Equal("net10.0", (string?)JsonNode.Parse(Repository.Read("src/BlnkBackup.Lambda/aws-lambda-tools-defaults.json"))!["framework"]);

    [Fact]
    public void The_layer_is_built_by_a_target_of_its_own_name() =>
        Assert.Contains("\nbuild-PgDumpLayer:", Repository.Read("layers/pg-dump/Makefile"), StringComparison.Ordinal);

    [Fact]
    public void The_container_copies_what_is_there() =>
        Assert.All(
            Regex.Matches(Repository.Read("src/BlnkBackup.Cli/Dockerfile"), @"^COPY (?!--from)(.+) \S+$", RegexOptions.Multiline)
                .SelectMany(copy => copy.Groups[1].Value.Split(' ')),
            path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} is missing."));

    [Fact]
    public void The_container_runs_without_root() =>
        Assert.Contains("\nUSER $APP_UID\n", Repository.Read("src/BlnkBackup.Cli/Dockerfile"), StringComparison.Ordinal);
}
