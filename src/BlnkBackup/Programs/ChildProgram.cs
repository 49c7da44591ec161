using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace BlnkBackup.Programs;

/// <summary>A child program with its pipes: its output to read, the tail of what it complains of, its exit code; never left behind.</summary>
internal sealed partial class ChildProgram : IDisposable
{
    private const int MostErrorCharacters = 16 * 1024;
    private const int PipeBytes = 1 << 20;
    private const int SetPipeSize = 1031;
    private const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task<string> errors;

    private ChildProgram(Process process)
    {
        this.process = process;
        errors = ReadTailAsync(process.StandardError);
    }

    /// <summary>The program's standard output.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>The program's standard input.</summary>
    public Stream Input => process.StandardInput.BaseStream;

    /// <summary>Starts a program; its arguments are given as they are, through no shell.</summary>
    public static ChildProgram Start(string path, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var child = new ChildProgram(Process.Start(start)!);
        Widen(child.Output);
        Widen(child.Input);
        return child;
    }

    /// <summary>Waits for the end; gives the exit code (128 + the signal where one ended it) and what was printed as errors last.</summary>
    public async Task<(int Code, string Errors)> WaitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (process.ExitCode, await errors.ConfigureAwait(false));
    }

    /// <summary>Takes the reader away: a program that still writes then ends by itself; kills one that does not.</summary>
    public void CloseOutput()
    {
        Output.Dispose();
        _ = KillAfterAsync(Patience);
    }

    /// <summary>Asks the program to end (SIGTERM), so that pg_dump can cancel its query at the server; kills it if it does not.</summary>
    public void Stop()
    {
        if (!process.HasExited)
        {
            _ = Signal(process.Id, Terminate);
            _ = KillAfterAsync(Patience);
        }
    }

    /// <summary>Ends the program if it still runs.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task KillAfterAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Disposed meanwhile, and so ended.
        }
    }

    // A program may print without end: only the last of it is kept.
    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        var tail = "";
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            tail += new string(buffer, 0, read);
            tail = tail.Length > MostErrorCharacters ? tail[^MostErrorCharacters..] : tail;
        }

        return tail.Trim();
    }

    // 64 KiB, a pipe's usual size, makes writer and reader wait for each other; more is a wish, not a need.
    private static void Widen(Stream pipe)
    {
        if (OperatingSystem.IsLinux() && pipe is PipeStream { SafePipeHandle: var handle })
        {
            _ = Control(handle, SetPipeSize, PipeBytes);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int processId, int signal);
}
