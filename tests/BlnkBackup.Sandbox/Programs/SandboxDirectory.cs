using System.Diagnostics;

namespace BlnkBackup.Sandbox.Programs;

/// <summary>
/// The one temporary folder of this test process. Beside it lives a reaper: a shell that waits for the end of its
/// standard input, which comes when this process ends, however it ends. It then kills every server that has a
/// postmaster.pid below the folder and deletes the folder, so that even a killed test run leaves nothing.
/// </summary>
/// <remarks>
/// Not PR_SET_PDEATHSIG: that signal follows the *thread* that forked, and .NET's pool threads come and go.
/// </remarks>
static class SandboxDirectory
{
    /// <summary>A data directory is a thousand small files: in memory it is copied ten times faster than on disk.</summary>
    const string MemoryFolder = "/dev/shm";

    const long AmpleMemoryBytes = 4L << 30;

    /// <summary>A socket's path holds 107 bytes, so the folder does not follow a long TMPDIR.</summary>
    const int LongestSocketFolder = 60;

    const string Reaper = """
        exec >/dev/null 2>&1
        trap '' INT TERM HUP
        read -r unused
        for file in "$1"/*/data/postmaster.pid; do
            [ -e "$file" ] || continue
            pid=$(head -n 1 "$file")
            kill -QUIT "$pid"
            tries=0
            while [ -e "$file" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
            [ -e "$file" ] && kill -KILL "$pid"
        done
        rm -rf "$1"
        """;

    static readonly Lazy<Task<string>> Root = new(CreateAsync);
    static Process? reaper;
    static int serial;

    /// <summary>A path below the folder that nothing has used yet; the folder exists, the path does not.</summary>
    public static async Task<string> NewPathAsync(string prefix) =>
        Path.Combine(await Root.Value, $"{prefix}{Interlocked.Increment(ref serial)}");

    static async Task<string> CreateAsync()
    {
        var root = Path.Combine(Parent(), $"blnk-sandbox-{Environment.ProcessId}-{Random.Shared.Next(0x10000):x4}");
        Directory.CreateDirectory(root);
        await UnprivilegedUser.OwnAsync(root);
        reaper = Process.Start(new ProcessStartInfo("sh", ["-c", Reaper, "reaper", root]) { RedirectStandardInput = true });
        return reaper is null ? throw new InvalidOperationException("sh did not start.") : root;
    }

    static string Parent()
    {
        if (Directory.Exists(MemoryFolder) && new DriveInfo(MemoryFolder).AvailableFreeSpace >= AmpleMemoryBytes)
            return MemoryFolder;
        return Path.GetTempPath().Length <= LongestSocketFolder ? Path.GetTempPath() : "/tmp";
    }
}
