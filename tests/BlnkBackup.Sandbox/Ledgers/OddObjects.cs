using Npgsql;

namespace BlnkBackup.Sandbox;

/// <summary>
/// Schemas <c>odd</c> and <c>Odd Schema</c> and five large objects: types, names, shapes and contents that break naive dumps.
/// </summary>
public static class OddObjects
{
    /// <summary>Creates them in an existing database, which needs a superuser; about 20 MB of COPY text.</summary>
    public static async Task CreateAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(await SqlText.ReadAsync("odd-objects.sql"), connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
