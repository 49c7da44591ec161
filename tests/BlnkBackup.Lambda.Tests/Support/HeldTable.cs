using BlnkBackup.Sandbox;
using Npgsql;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>A table of the ledger that nobody else may read: pg_dump waits for it.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection session;

    private HeldTable(NpgsqlConnection session) => this.session = session;

    public static async Task<HeldTable> LockAsync(PostgresServer postgres)
    {
        var session = await postgres.ConnectAsync(LedgerServer.Database);
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE blnk.transactions IN ACCESS EXCLUSIVE MODE", session);
        await command.ExecuteNonQueryAsync();
        return new HeldTable(session);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
