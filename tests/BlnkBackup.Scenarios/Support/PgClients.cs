using System.Runtime.InteropServices;
using BlnkBackup.Programs;
using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support;

/// <summary>pg_dump and pg_restore for the scenarios: the layer's where it is built, else the machine's.</summary>
public static class PgClients
{
    /// <summary>The layer's folder for this machine, laid out as PG_BIN_DIR is.</summary>
    public static string LayerDirectory { get; } = Path.Combine(
        RepositoryRoot(), "layers", "pg-dump", "dist", RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x86_64");

    public static PgPrograms Programs { get; } = new(LayerDirectory, Environment.GetEnvironmentVariable);

    /// <summary>The majors of the servers that this machine has and that a pg_dump of their own major can dump, rising.</summary>
    public static IReadOnlyList<int> ServerMajors { get; } = [.. PostgresInstallation.All()
        .Where(server => server.HasClients || File.Exists(Path.Combine(LayerDirectory, $"{server.Major}", "pg_dump")))
        .Select(server => server.Major)];

    /// <summary>The same for theories.</summary>
    public static TheoryData<int> Majors => [.. ServerMajors];

    /// <summary>The program of a major: of the layer, or of the installation.</summary>
    public static string Find(string name, int major)
    {
        var bundled = Path.Combine(LayerDirectory, $"{major}", name);
        return File.Exists(bundled) ? bundled : PostgresInstallation.Of(major)!.Program(name);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlnkBackup.Lambda.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
