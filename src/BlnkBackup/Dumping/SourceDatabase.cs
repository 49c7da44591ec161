using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Ledger;
using Npgsql;

namespace BlnkBackup.Dumping;

/// <summary>
/// Our own session in the database, open for as long as the dump runs: it holds the advisory lock that keeps two backups apart,
/// and the snapshot that pg_dump reads under. It only reads; a hot standby will do.
/// </summary>
internal sealed class SourceDatabase : IAsyncDisposable
{
    // "blnkbkup" as eight bytes: the same key for every backup of a database, whoever starts it.
    private const long AdvisoryLockKey = 0x626c6e6b_626b7570;

    // Each of our own queries takes moments; a server that hangs is not waited for.
    private const int QueryTimeoutSeconds = 300;

    // The catalog is read under the snapshot; the function tells the file of this moment.
    private const string Rewritten = """
        SELECT string_agg(c.oid::regclass::text, ', ')
        FROM pg_class c
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relfilenode <> 0 AND c.oid >= 16384
          AND pg_relation_filenode(c.oid) IS DISTINCT FROM c.relfilenode
        """;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;

    private SourceDatabase(NpgsqlDataSource source, NpgsqlConnection connection, DatabaseTarget target)
    {
        this.source = source;
        this.connection = connection;
        Target = target;
    }

    /// <summary>The database, pinned to the very server that this session reached.</summary>
    public DatabaseTarget Target { get; }

    /// <summary>The server's PostgreSQL major version.</summary>
    public int Major => connection.PostgreSqlVersion.Major;

    /// <summary>The server's version, as it gives it itself.</summary>
    public string ServerVersion => connection.ServerVersion;

    /// <summary>Connects.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="login">Gives the session its password; null where the target has it.</param>
    /// <param name="cancellation">Ends the connecting at once.</param>
    public static async Task<SourceDatabase> ConnectAsync(DatabaseTarget target, IDatabaseLogin? login, CancellationToken cancellation)
    {
        target = login is null ? target : await login.NextAsync(target, cancellation).ConfigureAwait(false);
        NpgsqlDataSource? source = null;
        try
        {
            source = PromptConnection.SourceOf(target);
            var connection = await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false);
            return new SourceDatabase(source, connection, target.With(connection.Host!, connection.Port));
        }
        catch (Exception fault)
        {
            if (source is not null)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }

            cancellation.ThrowIfCancellationRequested();
            throw DumpFailure.Of(fault, target);
        }
    }

    /// <summary>The database's size on disk, in bytes.</summary>
    public Task<long> SizeAsync(CancellationToken cancellation) =>
        AskAsync<long>("SELECT pg_database_size(current_database())", cancellation);

    /// <summary>Takes this database's turn, until the session ends.</summary>
    /// <exception cref="BackupException">Another backup has it.</exception>
    public async Task TakeTurnAsync(CancellationToken cancellation)
    {
        if (!await AskAsync<bool>($"SELECT pg_try_advisory_lock({AdvisoryLockKey})", cancellation).ConfigureAwait(false))
        {
            throw new BackupException(
                FailureKind.BackupAlreadyRunning,
                $"A backup of {Target} is running already.",
                "Wait for it to end; this request did nothing.");
        }
    }

    /// <summary>Begins the one transaction of the backup and exports its snapshot, for pg_dump to read under.</summary>
    /// <returns>The snapshot's id.</returns>
    public async Task<string> ExportSnapshotAsync(CancellationToken cancellation)
    {
        await RunAsync("SET statement_timeout = 0", cancellation).ConfigureAwait(false);
        await RunAsync("SET idle_in_transaction_session_timeout = 0", cancellation).ConfigureAwait(false);
        if (Major >= 17)
        {
            await RunAsync("SET transaction_timeout = 0", cancellation).ConfigureAwait(false);
        }

        await RunAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellation).ConfigureAwait(false);
        return await AskAsync<string>("SELECT pg_export_snapshot()", cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes sure that no table was emptied or rewritten between the snapshot and pg_dump's locks: TRUNCATE and the rewriting
    /// forms of ALTER TABLE do not heed older snapshots, which then see the table empty. To be called once pg_dump has its locks,
    /// that is once its table of contents is there.
    /// </summary>
    public async Task EnsureNothingRewrittenAsync(CancellationToken cancellation)
    {
        if (await AskAsync<string?>(Rewritten, cancellation).ConfigureAwait(false) is { } tables)
        {
            throw new BackupException(
                FailureKind.DumpFailed,
                $"While the dump began, a table was truncated, rewritten or dropped: {tables}.",
                "Run the backup again: under the snapshot taken before, the table would have been stored empty.");
        }
    }

    /// <summary>Reads the ledger's facts under the snapshot. To be called when the session is idle; throws nothing.</summary>
    /// <param name="cancellation">Ends the reading: what is left is skipped.</param>
    public async Task<IReadOnlyList<LedgerFact>> ReadLedgerAsync(CancellationToken cancellation)
    {
        var facts = await LedgerFacts.ReadAsync(connection, cancellation).ConfigureAwait(false);
        try
        {
            // pg_dump's locks go with it: a table that was emptied since would have been counted as empty.
            var rewritten = await AskAsync<string?>($"{Rewritten} AND c.relnamespace = to_regnamespace('blnk')", CancellationToken.None).ConfigureAwait(false);
            return rewritten is null ? facts : LedgerFacts.Skip($"a table was truncated, rewritten or dropped meanwhile: {rewritten}");
        }
        catch (BackupException)
        {
            return LedgerFacts.Skip("the connection was lost");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing the session ends its transaction and gives back its lock.
        await connection.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> AskAsync<T>(string query, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = QueryTimeoutSeconds };
            return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is T answer ? answer : default!;
        }
        catch (Exception fault)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DumpFailure.Of(fault, Target);
        }
    }

    private async Task RunAsync(string statement, CancellationToken cancellation) =>
        await AskAsync<object?>(statement, cancellation).ConfigureAwait(false);
}
