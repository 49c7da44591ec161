using System.Diagnostics;
using BlnkBackup.Sandbox.Programs;

namespace BlnkBackup.Sandbox.Servers;

/// <summary>One running postgres: a child of this process, its log read line by line until it says that it is ready.</summary>
sealed class ServerProcess : IDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly ServerLog log;
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ServerProcess(Process process, ServerLog log)
    {
        this.process = process;
        this.log = log;
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    public int Id => process.Id;

    /// <summary>Completes when the server accepts connections; throws with its log when it ends before that.</summary>
    public static async Task<ServerProcess> StartAsync(PostgresInstallation installation, string dataDirectory, int port, ServerLog log)
    {
        var command = UnprivilegedUser.Command(installation.Program("postgres"), ["-D", dataDirectory, "-p", $"{port}"]);
        var process = Process.Start(ChildProgram.StartInfo(command.Program, command.Arguments))
            ?? throw new InvalidOperationException("postgres did not start.");
        var server = new ServerProcess(process, log);
        try
        {
            await server.ready.Task.WaitAsync(StartLimit);
            return server;
        }
        catch
        {
            process.Kill();
            server.Dispose();
            throw;
        }
    }

    public async Task StopAsync(ShutdownMode mode)
    {
        var signal = mode switch { ShutdownMode.Smart => "TERM", ShutdownMode.Fast => "INT", _ => "QUIT" };
        if (!process.HasExited)
            await ChildProgram.RunAsync("sh", ["-c", $"kill -{signal} {process.Id} 2>/dev/null || true"]);
        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();

    void Hear(string? line)
    {
        if (line is null)
            ready.TrySetException(new InvalidOperationException($"postgres ended before it was ready:\n{log}"));
        else
            log.Add(line);
        // "… to accept connections", or on a standby "… to accept read-only connections"
        if (line?.Contains("database system is ready to accept", StringComparison.Ordinal) == true)
            ready.TrySetResult();
    }
}
