using System.Xml.Linq;

namespace BlnkBackup.Tests.Architecture.Support;

/// <summary>What a .csproj says.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Projects">The names of the projects it refers to.</param>
/// <param name="Packages">The names of the packages it refers to.</param>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsProduct => Path.StartsWith("src/", StringComparison.Ordinal);

    public static ProjectFile Read(string path)
    {
        var project = XDocument.Parse(Repository.Read(path));
        return new ProjectFile(
            path,
            [.. Included(project, "ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Included(project, "PackageReference")]);
    }

    public override string ToString() => Path;

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "");
}
