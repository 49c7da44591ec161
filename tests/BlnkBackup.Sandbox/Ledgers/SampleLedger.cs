using System.Globalization;
using Npgsql;

namespace BlnkBackup.Sandbox;

/// <summary>A Blnk-shaped ledger (schema <c>blnk</c>) whose invariants I1–I7 hold; the same content for the same size, always.</summary>
public static class SampleLedger
{
    static readonly string[] Files = ["blnk-tables.sql", "blnk-rows.sql", "blnk-rules.sql"];

    /// <summary>Creates the schema in an existing database and fills it with that many transactions; 0 leaves the big tables empty.</summary>
    public static async Task CreateAsync(string connectionString, int transactions = 2_000)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var size = transactions.ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync(connection, $"SELECT set_config('blnk.transactions', '{size}', false)");
        foreach (var file in Files)
            await ExecuteAsync(connection, await SqlText.ReadAsync(file));
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
