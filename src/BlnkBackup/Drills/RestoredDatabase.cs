using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Ledger;
using BlnkBackup.Receipts;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>A session in a restored database, with pg_dump's settings: it gives rows, checksums and the ledger's facts as a receipt has them.</summary>
internal sealed class RestoredDatabase : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    // As pg_dump has them; see CopyTextDigest.
    private const string Settings = """
        SET search_path = ''; SET DateStyle = ISO; SET IntervalStyle = postgres; SET extra_float_digits = 3; SET TimeZone = 'UTC';
        SET synchronize_seqscans = off; SET row_security = off; SET statement_timeout = 0; SET lock_timeout = 0
        """;

    private const string ExtensionTables = """
        SELECT n.nspname, c.relname
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE EXISTS (
            SELECT FROM pg_catalog.pg_depend AS d
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;

    private RestoredDatabase(NpgsqlDataSource source, NpgsqlConnection connection) => (this.source, this.connection) = (source, connection);

    public static async Task<RestoredDatabase> OpenAsync(DatabaseTarget target, CancellationToken cancellation)
    {
        // Tables are read for as long as they last.
        var source = PromptConnection.SourceOf(target, commandTimeoutSeconds: 0);
        try
        {
            var database = new RestoredDatabase(source, await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false));
            await database.RunAsync(Settings, cancellation).ConfigureAwait(false);
            return database;
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The tables that are an extension's: it may have rows of its own in them.</summary>
    public async Task<HashSet<(string Schema, string Name)>> ExtensionTablesAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ExtensionTables, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var tables = new HashSet<(string, string)>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            tables.Add((rows.GetString(0), rows.GetString(1)));
        }

        return tables;
    }

    /// <summary>Counts a table's rows; a table that cannot be read is a finding too.</summary>
    public Task<DrilledTable> CountAsync(ReceiptEntry table, CancellationToken cancellation) => OrFaultAsync(table, async () =>
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM ONLY {Quoted(table.Schema)}.{Quoted(table.Name)}", connection);
        return new DrilledTable(table.Schema, table.Name, (long?)await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false));
    });

    /// <summary>Counts a table's rows and computes the checksum of its COPY text.</summary>
    /// <param name="table">Which.</param>
    /// <param name="copyStatement">The statement that loaded it.</param>
    /// <param name="progress">Told how much was read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Task<DrilledTable> DigestAsync(
        ReceiptEntry table, string copyStatement, IProgress<DrillProgress>? progress, CancellationToken cancellation) => OrFaultAsync(table, async () =>
    {
        var digest = new CopyTextDigest();
        var unload = copyStatement.TrimEnd()[..^"FROM stdin;".Length] + "TO STDOUT";
        using var text = await connection.BeginTextExportAsync(unload, cancellation).ConfigureAwait(false);
        var bytes = ((StreamReader)text).BaseStream;
        var buffer = new byte[BufferBytes];
        for (int read; (read = await bytes.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            digest.Append(buffer.AsSpan(0, read));
            progress?.Report(new DrillProgress($"{table}", digest.Bytes));
        }

        digest.AppendTerminator();
        return new DrilledTable(table.Schema, table.Name, digest.Rows, ReceiptEntry.TextOf(digest.Crc64));
    });

    /// <summary>Reads the ledger's facts.</summary>
    public async Task<IReadOnlyList<LedgerFact>> ReadLedgerAsync(CancellationToken cancellation)
    {
        await RunAsync("BEGIN READ ONLY", cancellation).ConfigureAwait(false);
        var facts = await LedgerFacts.ReadAsync(connection, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return facts;
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<DrilledTable> OrFaultAsync(ReceiptEntry table, Func<Task<DrilledTable>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.WrongObjectType)
        {
            return new DrilledTable(table.Schema, table.Name, Rows: null, Fault: refused.MessageText);
        }
    }

    private async Task RunAsync(string statements, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
