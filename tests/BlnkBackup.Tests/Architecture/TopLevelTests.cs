using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

public sealed class TopLevelTests
{
    private static readonly string[] Allowed =
    [
        "src", "tests", "layers", "docs", ".ci",
        "BlnkBackup.Lambda.sln", "template.yaml", "samconfig.toml", "Makefile", "README.md", "LICENSE",
        "global.json", ".editorconfig", ".gitignore", ".git",
    ];

    [Fact]
    public void The_top_of_the_repository_holds_what_a_newcomer_looks_for_and_no_more() =>
        Assert.All(Repository.TopLevel().Except(Allowed), name => Assert.Matches(@"^Directory\.\w+\.props$", name));
}
