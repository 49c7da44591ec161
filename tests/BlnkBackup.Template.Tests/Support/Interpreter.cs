using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>moto's interpreter of state machines, with Lambda and ECS played by the case.</summary>
public sealed class Interpreter : IAsyncLifetime
{
    private Process? process;

    /// <summary>How the machine ended: status, output, error, cause, calls.</summary>
    internal async Task<Ending> ExecuteAsync(JsonObject plan)
    {
        await process!.StandardInput.WriteLineAsync(plan.ToJsonString());
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        return new Ending(JsonNode.Parse(line ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()))!);
    }

    public Task InitializeAsync()
    {
        if (Python.Missing is null) process = Python.Start(Python.Script("execute.py"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (process is null) return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
