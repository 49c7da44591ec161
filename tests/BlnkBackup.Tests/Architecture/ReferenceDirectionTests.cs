using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

/// <summary>Lambda, Cli → Api → BlnkBackup → Archive, and nothing else.</summary>
public sealed class ReferenceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["BlnkBackup.Archive"] = [],
        ["BlnkBackup"] = ["BlnkBackup.Archive"],
        ["BlnkBackup.Api"] = ["BlnkBackup"],
        ["BlnkBackup.Cli"] = ["BlnkBackup.Api"],
        ["BlnkBackup.Lambda"] = ["BlnkBackup.Api"],
    };

    [Fact]
    public void The_product_is_made_of_these_projects_and_no_others() =>
        Assert.Empty(Repository.Projects.Where(project => project.IsProduct).Select(project => project.Name).Except(Allowed.Keys));

    [Fact]
    public void References_point_one_way() =>
        Assert.All(Repository.Projects.Where(project => project.IsProduct), project => Assert.Equal(Allowed[project.Name], project.Projects));

    [Fact]
    public void A_project_is_named_as_its_folder() =>
        Assert.All(Repository.Projects, project => Assert.Equal(project.Name, Path.GetFileName(Path.GetDirectoryName(project.Path))));

    /// <summary>All but the template's: it is a file, not a project.</summary>
    [Fact]
    public void A_test_project_refers_to_the_project_it_is_named_after() =>
        Assert.All(
            Repository.Projects.Where(project => project.Name.EndsWith(".Tests", StringComparison.Ordinal) && project.Name != "BlnkBackup.Template.Tests"),
            project => Assert.Contains(project.Name[..^".Tests".Length], project.Projects));
}
