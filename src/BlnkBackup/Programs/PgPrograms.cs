using System.Globalization;
using System.Text.RegularExpressions;
using BlnkBackup.Failures;

namespace BlnkBackup.Programs;

/// <summary>
/// Finds pg_dump or pg_restore: bundled ones, a folder a major (<c>PG_BIN_DIR/17/pg_dump</c>, as the Lambda layer lays them out),
/// Debian's and Red Hat's folders, and those on PATH.
/// </summary>
/// <param name="binDirectory">The folder with a folder for each major.</param>
/// <param name="variable">Reads an environment variable; PATH is asked for.</param>
public sealed partial class PgPrograms(string binDirectory, Func<string, string?> variable)
{
    /// <summary>Where the configuration says, or where the Lambda layer has them.</summary>
    public static PgPrograms FromEnvironment(Func<string, string?> variable) =>
        new(variable("PG_BIN_DIR") is { Length: > 0 } directory ? directory : "/opt/bin", variable);

    /// <summary>The program of this major, or else the next newer one: a newer pg_dump dumps older servers, never the reverse.</summary>
    /// <param name="name">pg_dump or pg_restore.</param>
    /// <param name="major">The server's, or the archive's, PostgreSQL major.</param>
    /// <exception cref="BackupException">There are only older ones, or none.</exception>
    internal PgProgram Find(string name, int major)
    {
        var known = ByMajor(name).ToList();
        if (known.Find(program => program.Major == major) is { } exact)
        {
            return exact;
        }

        // Only now is every program on PATH asked for its version, which takes starting it.
        var found = known.Concat(OnPath(name)).OrderBy(program => program.Major).ToList();
        return found.Find(program => program.Major >= major) ?? throw new BackupException(
            FailureKind.ConfigurationInvalid,
            found.Count == 0
                ? $"There is no {name} in {binDirectory} or on PATH."
                : $"PostgreSQL {major} needs {name} {major} or newer; here are only {string.Join(", ", found.Select(program => $"{program.Major} ({program.Path})"))}.",
            $"Install the PostgreSQL {major} client programs, or set PG_BIN_DIR to a folder that holds {major}/{name}.");
    }

    private IEnumerable<PgProgram> ByMajor(string name) =>
        ByMajor(binDirectory, "", name)
            .Concat(ByMajor("/usr/lib/postgresql", "bin", name))
            .Concat(ByMajor("/usr", "bin", name, folderStart: "pgsql-"));

    private IEnumerable<PgProgram> OnPath(string name) =>
        (variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Prepend(binDirectory)
            .SelectMany(folder => Asked(System.IO.Path.Combine(folder, name)));

    private static IEnumerable<PgProgram> ByMajor(string directory, string within, string name, string folderStart = "") =>
        !Directory.Exists(directory) ? [] :
            from folder in Directory.EnumerateDirectories(directory, folderStart + "*")
            let path = System.IO.Path.Combine(folder, within, name)
            where int.TryParse(System.IO.Path.GetFileName(folder)[folderStart.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && File.Exists(path)
            select new PgProgram(path, int.Parse(System.IO.Path.GetFileName(folder)[folderStart.Length..], CultureInfo.InvariantCulture));

    private static IEnumerable<PgProgram> Asked(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var asked = ChildProgram.Start(path, ["--version"], ChildEnvironment.Of([]));
        using var output = new StreamReader(asked.Output);
        var version = MajorVersion().Match(output.ReadToEnd());
        return version.Success ? [new PgProgram(path, int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture))] : [];
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();
}
