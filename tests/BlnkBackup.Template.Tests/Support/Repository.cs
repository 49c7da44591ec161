namespace BlnkBackup.Template.Tests.Support;

/// <summary>The files of this repository.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "template.yaml"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
