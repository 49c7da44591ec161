using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BlnkBackup.Cli.Tests.Support;

/// <summary>The real <c>blnk-backup</c>, as a process of its own; killed with the test that started it.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    // Against a program that never ends, nothing else: a test fails instead of hanging.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly CancellationTokenSource patience = new(Patience);
    private string output = "";

    private RunningProgram(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    private static string Dotnet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    public static RunningProgram Start(GivenEnvironment environment, params string[] arguments)
    {
        // A shell ignores SIGINT for what it runs in the background, and so would the program: it is started with the usual meaning.
        var program = Path.Combine(AppContext.BaseDirectory, "blnk-backup.dll");
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", Dotnet, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningProgram(process);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramEnd> RunAsync(GivenEnvironment environment, params string[] arguments)
    {
        await using var program = Start(environment, arguments);
        return await program.EndAsync();
    }

    /// <summary>The next line of its standard output; null at the end.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        output += line is null ? "" : line + "\n";
        return line;
    }

    /// <param name="name">TERM, INT, ….</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {process.Id}")]);
        await kill.WaitForExitAsync(patience.Token);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramEnd> EndAsync()
    {
        output += await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new ProgramEnd(process.ExitCode, output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        patience.Dispose();
    }
}
