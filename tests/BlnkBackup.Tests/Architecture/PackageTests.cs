using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

public sealed class PackageTests
{
    private static readonly string[] OfLambdaOnly = ["Amazon.Lambda.", "AWSSDK.SecretsManager"];
    private static readonly string[] LambdaProjects = ["BlnkBackup.Lambda", "BlnkBackup.Lambda.Tests"];

    [Fact]
    public void The_archive_format_needs_zstd_and_nothing_else() =>
        Assert.All(
            Repository.Projects.Single(project => project.Name == "BlnkBackup.Archive").Packages,
            package => Assert.Matches(@"^(ZstdSharp\.Port|System\..+)$", package));

    [Fact]
    public void Lambdas_packages_are_in_no_other_project() =>
        Assert.All(OfOtherProjects(Repository.Projects, project => project.Path), project =>
            Assert.DoesNotContain(project.Packages, package => OfLambdaOnly.Any(name => package.StartsWith(name, StringComparison.Ordinal))));

    [Fact]
    public void Lambdas_packages_reach_no_other_project_by_another_ones_way() =>
        Assert.All(
            OfOtherProjects(((string[])["src", "tests"]).SelectMany(tree => Repository.Files(tree, "packages.lock.json")), path => path),
            path => Assert.DoesNotContain(OfLambdaOnly, name => Repository.Read(path).Contains($"\"{name}", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void Lambdas_namespaces_are_in_no_other_project() =>
        Assert.All(OfOtherProjects(Repository.Sources, source => source.Path), source =>
            Assert.DoesNotContain(source.Lines, line => line.Contains("Amazon.Lambda", StringComparison.Ordinal)
                || line.Contains("Amazon.SecretsManager", StringComparison.Ordinal)));

    [Fact]
    public void Versions_are_in_one_place() =>
        Assert.All(Repository.Projects, project =>
            Assert.DoesNotMatch("<PackageReference[^>]*\\bVersion", Repository.Read(project.Path)));

    private static IEnumerable<T> OfOtherProjects<T>(IEnumerable<T> all, Func<T, string> path) =>
        all.Where(one => !LambdaProjects.Contains(path(one).Split('/')[1]));
}
