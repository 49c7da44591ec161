using System.Collections.Concurrent;
using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support;

/// <summary>The servers of one test class, one for each major asked for, started when first asked.</summary>
public sealed class PostgresServers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<int, Lazy<Task<PostgresServer>>> started = [];

    /// <summary>The newest server that has a pg_dump here.</summary>
    public Task<PostgresServer> NewestAsync() => OfAsync(PgClients.ServerMajors[^1]);

    public Task<PostgresServer> OfAsync(int major) =>
        started.GetOrAdd(major, _ => new(() => PostgresServer.StartAsync(PostgresInstallation.Of(major)))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in started.Values)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
