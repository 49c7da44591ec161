using System.Text.RegularExpressions;
using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

public sealed class SolutionTests
{
    private static readonly IReadOnlyList<string> Listed =
    [
        .. Regex.Matches(Repository.Read("BlnkBackup.Lambda.sln"), "\"([^\"]+\\.csproj)\"").Select(match => match.Groups[1].Value.Replace('\\', '/')),
    ];

    [Fact]
    public void Every_project_is_in_the_solution() => Assert.Empty(Repository.Projects.Select(project => project.Path).Except(Listed));

    [Fact]
    public void Every_project_of_the_solution_is_there() => Assert.Empty(Listed.Except(Repository.Projects.Select(project => project.Path)));
}
