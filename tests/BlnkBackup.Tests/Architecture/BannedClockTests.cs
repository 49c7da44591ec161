using System.Xml.Linq;
using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

/// <summary>The time comes from TimeProvider: the build refuses whatever else tells it, and whatever waits for it.</summary>
public sealed class BannedClockTests
{
    private static readonly XDocument Build = XDocument.Parse(Repository.Read("Directory.Build.props"));

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("P:System.Environment.TickCount")]
    [InlineData("P:System.Environment.TickCount64")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    public void Every_other_clock_is_banned(string symbol) => Assert.Contains(symbol, BannedSymbols().Split('\n').Select(line => line.Split(';')[0]));

    [Fact]
    public void Every_project_is_built_with_the_ban()
    {
        Assert.Contains(Items("PackageReference"), package => package == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.NotEmpty(BannedSymbols());
    }

    [Fact]
    public void Breaking_the_ban_is_an_error() =>
        Assert.Equal("true", Build.Descendants("TreatWarningsAsErrors").Single().Value);

    [Fact]
    public void Nobody_gets_around_the_ban()
    {
        const string Rule = "RS0030";
        Assert.All(
            ((string[])["Directory.Build.props", ".editorconfig"]).Concat(Repository.Projects.Select(project => project.Path)),
            path => Assert.DoesNotContain(Rule, Repository.Read(path), StringComparison.Ordinal));
        Assert.All(Repository.Sources, source => Assert.DoesNotContain(source.Lines, line => line.Contains(Rule, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Items(string item) =>
        Build.Descendants(item).Where(element => element.Parent?.Attribute("Condition") is null).Select(element => (string?)element.Attribute("Include") ?? "");

    private static string BannedSymbols() =>
        Repository.Read(Items("AdditionalFiles").Single(file => file.EndsWith("/BannedSymbols.txt", StringComparison.Ordinal))
            .Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal));
}
