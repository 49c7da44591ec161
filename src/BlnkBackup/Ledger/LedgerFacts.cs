using System.Globalization;
using Npgsql;

namespace BlnkBackup.Ledger;

/// <summary>Reads the ledger's facts over a connection that is in a transaction; under its snapshot, if it has one.</summary>
internal static class LedgerFacts
{
    private const int FactTimeoutSeconds = 600;
    private const int SettingTimeoutSeconds = 10;

    // Each fact's locks and settings are given back at its end: nobody's ALTER TABLE waits for us for longer than a fact takes, and
    // behind one that waits we do not queue. Joins are hashed though the tables be restored a moment ago and without statistics.
    private static readonly string Settings = string.Create(CultureInfo.InvariantCulture, $"""
        SET LOCAL statement_timeout = '{FactTimeoutSeconds}s';
        SET LOCAL lock_timeout = '1s';
        SET LOCAL search_path = pg_catalog;
        SET LOCAL row_security = off;
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL work_mem = '64MB';
        SET LOCAL max_parallel_workers_per_gather = 0;
        SET LOCAL enable_nestloop = off;
        SET LOCAL jit = off
        """);

    /// <summary>Reads each fact in turn; what cannot be read is skipped with its reason. Throws nothing.</summary>
    /// <param name="connection">In a transaction, which goes on afterwards.</param>
    /// <param name="cancellation">Ends the reading: what is left is skipped.</param>
    public static async Task<IReadOnlyList<LedgerFact>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var facts = new List<LedgerFact>();
        foreach (var invariant in LedgerInvariants.All)
        {
            facts.Add(await ReadAsync(connection, invariant, cancellation).ConfigureAwait(false));
        }

        return facts;
    }

    /// <summary>All facts, skipped for one reason.</summary>
    public static IReadOnlyList<LedgerFact> Skip(string reason) => [.. LedgerInvariants.All.Select(invariant => Skip(invariant, reason))];

    private static async Task<LedgerFact> ReadAsync(NpgsqlConnection connection, LedgerInvariant invariant, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            await RunAsync(connection, $"SAVEPOINT ledger_fact; {Settings}").ConfigureAwait(false);
            try
            {
                var figures = await FiguresAsync(connection, invariant.Query, cancellation).ConfigureAwait(false);
                return new LedgerFact(invariant.Id, invariant.Name, figures["violations"] == "0", figures, Skipped: null);
            }
            finally
            {
                await RunAsync(connection, "ROLLBACK TO SAVEPOINT ledger_fact").ConfigureAwait(false);
            }
        }
        catch (Exception fault)
        {
            return Skip(invariant, ReasonOf(fault));
        }
    }

    private static async Task<Dictionary<string, string>> FiguresAsync(NpgsqlConnection connection, string query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            figures[rows.GetString(0)] = rows.GetString(1);
        }

        return figures;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statements)
    {
        await using var command = new NpgsqlCommand(statements, connection) { CommandTimeout = SettingTimeoutSeconds };
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static LedgerFact Skip(LedgerInvariant invariant, string reason) =>
        new(invariant.Id, invariant.Name, Holds: null, new Dictionary<string, string>(), reason);

    // Of other errors only the code: their words may hold values of rows.
    private static string ReasonOf(Exception fault) => fault switch
    {
        OperationCanceledException => "it was not read in the time that was left",
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => $"it took longer than {FactTimeoutSeconds} seconds, or somebody cancelled it",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "another session was about to change a table of it",
        PostgresException
        {
            SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege
        } refused => refused.MessageText,
        PostgresException other => $"the server refused its query with SQLSTATE {other.SqlState}",
        _ => "the connection was lost",
    };
}
