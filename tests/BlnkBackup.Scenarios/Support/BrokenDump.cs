using BlnkBackup.Programs;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A pg_dump that goes wrong: a script around the real one, used by one scenario.</summary>
public sealed class BrokenDump : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blnk-backup-broken-").FullName;

    private BrokenDump(string script, Scenario scenario)
    {
        var major = scenario.Postgres.Installation.Major;
        var path = Path.Combine(folder, $"{major}", "pg_dump");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Written by a process of its own: a file that this one had open for writing could still be so in a child that another
        // test starts at this moment, and then cannot be executed ("Text file busy").
        using var writing = Shell.Start("sh", ["-c", "cat >\"$0\" && chmod +x \"$0\"", path]);
        writing.StandardInput.Write($"#!/bin/sh\npg_dump={PgClients.Find("pg_dump", major)}\n{script}\n");
        writing.StandardInput.Close();
        writing.WaitForExit();
        scenario.Programs = new PgPrograms(folder, Environment.GetEnvironmentVariable);
    }

    /// <summary>The whole dump, and then something.</summary>
    public static BrokenDump ThatRunsPgDumpAndThen(string script, Scenario scenario) => new($"\"$pg_dump\" \"$@\"\n{script}", scenario);

    /// <summary>The dump's output through a filter, exit code 0.</summary>
    public static BrokenDump ThatFilters(string filter, Scenario scenario) => new($"\"$pg_dump\" \"$@\" | {filter}\nexit 0", scenario);

    public static BrokenDump That(string script, Scenario scenario) => new(script, scenario);

    public string Folder => folder;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
