using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A folder for PG_BIN_DIR: the server's programs of a major, and a pg_restore of that major after which something happens.</summary>
public sealed class RestorePrograms : IDisposable
{
    private RestorePrograms(int major, string script)
    {
        Folder = Directory.CreateTempSubdirectory("blnk-backup-restore-").FullName;
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var programs = Directory.CreateDirectory(Path.Combine(Folder, $"{major}")).FullName;
        foreach (var server in (string[])["initdb", "postgres"])
        {
            File.CreateSymbolicLink(Path.Combine(programs, server), PostgresInstallation.Of(major)!.Program(server));
        }

        // By a process of its own: see BrokenDump.
        using var writing = Shell.Start("sh", ["-c", "cat >\"$0\" && chmod +x \"$0\"", Path.Combine(programs, "pg_restore")]);
        writing.StandardInput.Write($"#!/bin/sh\npg_restore={PgClients.Find("pg_restore", major)}\n{script}\n");
        writing.StandardInput.Close();
        writing.WaitForExit();
    }

    public string Folder { get; }

    /// <summary>The stock pg_restore.</summary>
    public static RestorePrograms Of(int major) => new(major, "exec \"$pg_restore\" \"$@\"");

    /// <summary>The whole restore, and then SQL in the restored database, as if the restore had been another.</summary>
    public static RestorePrograms ThatThenRuns(string sql, int major) => new(
        major, $"\"$pg_restore\" \"$@\" || exit\nexec {PostgresInstallation.NewestWithClients.Program("psql")} \"$1\" -qX -v ON_ERROR_STOP=1 -c \"{sql}\"");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
