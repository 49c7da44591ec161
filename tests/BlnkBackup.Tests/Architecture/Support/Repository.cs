using System.Diagnostics;

namespace BlnkBackup.Tests.Architecture.Support;

/// <summary>This repository's own files, as they are on disk.</summary>
internal static class Repository
{
    /// <summary>The folder of BlnkBackup.Lambda.sln, above the test's own.</summary>
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. ((string[])["src", "tests"]).SelectMany(tree => Files(tree, "*.csproj")).Select(ProjectFile.Read),
    ];

    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files("src", "*.cs").Select(SourceFile.Read)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Files below a folder, relative to the root, in order; nothing that a build made.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(segment => segment is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The names in the root that git has or would take; without git, those of the folder itself.</summary>
    public static IEnumerable<string> TopLevel() =>
        AskGit("ls-files", "--cached", "--others", "--exclude-standard")?.Select(path => path.Split('/')[0]).Distinct()
        ?? Directory.EnumerateFileSystemEntries(Root).Select(entry => Path.GetFileName(entry));

    private static string[]? AskGit(params string[] arguments)
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _ = git.StandardError.ReadToEndAsync();
            var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 ? lines : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BlnkBackup.Lambda.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no BlnkBackup.Lambda.sln above {AppContext.BaseDirectory}.");
    }
}
