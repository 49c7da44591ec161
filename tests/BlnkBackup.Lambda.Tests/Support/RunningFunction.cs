using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>The real bootstrap as a process of its own, as Lambda starts it; killed with the test that started it.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    // Against a function that never ends an invocation, nothing else: a test fails instead of hanging.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The published one where BLNK_LAMBDA_BOOTSTRAP names it, else the one that was built.</summary>
    private static readonly string? Published = Environment.GetEnvironmentVariable("BLNK_LAMBDA_BOOTSTRAP");

    private readonly RuntimeApi runtime;
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private RunningFunction(RuntimeApi runtime, Process process)
    {
        this.runtime = runtime;
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    private static string Dotnet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    /// <param name="environment">Its settings.</param>
    /// <param name="handler">Which function it is; null for the HTTP interface.</param>
    public static async Task<RunningFunction> StartAsync(IReadOnlyDictionary<string, string> environment, string? handler = null)
    {
        var runtime = await RuntimeApi.StartAsync();
        var start = Published is null
            ? new ProcessStartInfo(Dotnet, [Path.Combine(AppContext.BaseDirectory, "bootstrap.dll")])
            : new ProcessStartInfo(Published);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Authority;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "blnk-backup";
        start.Environment["PATH"] = "/usr/bin:/bin";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        if (handler is not null)
        {
            start.Environment["ANNOTATIONS_HANDLER"] = handler;
        }

        return new RunningFunction(runtime, Process.Start(start)!);
    }

    /// <summary>Has it handle an event, and gives its end.</summary>
    public async Task<InvocationEnd> InvokeAsync(string payload, TimeSpan? timeLeft = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        var end = runtime.InvokeAsync(payload, timeLeft ?? TimeSpan.FromMinutes(15));
        if (await Task.WhenAny(end, process.WaitForExitAsync(patience.Token)) != end)
        {
            Assert.Fail($"The function ended, or took too long: {await ExplainAsync()}");
        }

        return await end;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await errors);
    }

    /// <summary>Kills it, and gives all that it wrote.</summary>
    public Task<string> StopAsync() => ExplainAsync();

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await runtime.DisposeAsync();
    }

    private async Task<string> ExplainAsync()
    {
        Kill();
        return await output + await errors;
    }

    private void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
