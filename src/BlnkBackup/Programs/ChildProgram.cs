using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using BlnkBackup.Failures;

namespace BlnkBackup.Programs;

/// <summary>A child program with its pipes: its output to read, the tail of what it complains of, its exit code; never left behind.</summary>
internal sealed partial class ChildProgram : IDisposable
{
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

        var child = new ChildProgram(Begin(start));
        Widen(child.Output);
        Widen(child.Input);
        return child;
    }

    /// <summary>Waits for the end; gives the exit code (128 + the signal where one ended it) and what was printed as errors last.</summary>
    public async Task<(int Code, string Errors)> WaitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return (process.ExitCode, await errors.WaitAsync(Patience, cancellation).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            // What the program itself started, a wrapper's child, still holds its standard error.
            return (process.ExitCode, "");
        }
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

    /// <summary>Ends the program if it still runs, and closes its pipes: Process leaves open what was asked for.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        Output.Dispose();
        Input.Dispose();
        process.Dispose();
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"Could not start {start.FileName}: {fault.Message}.",
                "Check that it is a program for this machine and may be run, or set PG_BIN_DIR to a folder with one that is.",
                fault);
        }
    }

    private async Task KillAfterAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Disposed meanwhile, and so ended.
        }
    }

    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        using var closing = reader;
        var tail = new ErrorTail();
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            tail.Append(buffer.AsSpan(0, read));
        }

        return tail.ToString();
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
