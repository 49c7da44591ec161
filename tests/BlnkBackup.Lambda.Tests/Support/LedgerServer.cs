using BlnkBackup.Sandbox;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>The PostgreSQL server of one test class, with a sample ledger.</summary>
public sealed class LedgerServer : IAsyncLifetime
{
    public const string Database = "ledger";

    private PostgresServer? server;

    internal PostgresServer Server => server!;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync(Database);
        await SampleLedger.CreateAsync(server.ConnectionString(Database), transactions: 200);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
