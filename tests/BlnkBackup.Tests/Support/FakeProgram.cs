namespace BlnkBackup.Tests.Support;

/// <summary>A shell script that stands where a program is expected, in a folder of its own.</summary>
internal sealed class FakeProgram : IDisposable
{
    private FakeProgram(string folder, string path) => (Folder, Path) = (folder, path);

    public string Folder { get; }

    public string Path { get; }

    /// <param name="name">The program's file, relative to the folder: <c>17/pg_dump</c>.</param>
    /// <param name="script">What it does, in sh.</param>
    public static FakeProgram Write(string name, string script)
    {
        var folder = Directory.CreateTempSubdirectory("blnk-backup-test-").FullName;
        return new FakeProgram(folder, Add(folder, name, script));
    }

    public string Add(string name, string script) => Add(Folder, name, script);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Add(string folder, string name, string script)
    {
        var path = System.IO.Path.Combine(folder, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
