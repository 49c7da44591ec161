using System.Text.RegularExpressions;
using Npgsql;

namespace BlnkBackup.Sandbox;

/// <summary>
/// What a database holds, table by table, independent of physical order: equal digests mean equal content.
/// Partitioned tables count by their partitions; sequences by their last value; large objects together.
/// </summary>
/// <remarks>
/// Tests say <c>Assert.Empty(source.DifferencesFrom(restored))</c>, which names what differs, or <c>Assert.Equal</c>.
/// </remarks>
public sealed partial record ContentDigest(IReadOnlyList<RelationDigest> Relations)
{
    /// <summary>The digest of a relation by its schema-qualified, unquoted name, or null.</summary>
    public RelationDigest? this[string name] => Relations.FirstOrDefault(relation => relation.Name == name);

    /// <summary>
    /// Reads the whole database in one repeatable-read transaction: the session's own snapshot, or an exported one by its id.
    /// </summary>
    public static async Task<ContentDigest> OfAsync(string connectionString, string? snapshot = null)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        if (snapshot is not null)
            await ExecuteAsync(connection, $"SET TRANSACTION SNAPSHOT '{snapshot.Replace("'", "''", StringComparison.Ordinal)}'");

        // psql would run each row of the file's last query as a query of its own (\gexec).
        var file = PsqlComment().Replace(await SqlText.ReadAsync("digest.sql"), "").Replace("\\gexec", "", StringComparison.Ordinal);
        var queries = await ReadAsync(connection, file, row => row.GetString(0));
        var relations = new List<RelationDigest>(queries.Count);
        foreach (var query in queries)
            relations.AddRange(await ReadAsync(connection, query, row => new RelationDigest(row.GetString(0), row.GetInt64(1), row.GetString(2))));
        return new ContentDigest([.. relations.OrderBy(relation => relation.Name, StringComparer.Ordinal)]);
    }

    /// <summary>One line for each relation that differs or that only one side has; empty when the content is equal.</summary>
    public IReadOnlyList<string> DifferencesFrom(ContentDigest other) =>
    [
        .. Relations.Select(relation => relation.Name).Union(other.Relations.Select(relation => relation.Name))
            .Where(name => this[name] != other[name])
            .Select(name => $"{name}: {Describe(this[name])} here, {Describe(other[name])} there"),
    ];

    public bool Equals(ContentDigest? other) => other is not null && Relations.SequenceEqual(other.Relations);

    public override int GetHashCode() => Relations.Count;

    public override string ToString() => string.Join('\n', Relations);

    static string Describe(RelationDigest? relation) => relation is null ? "absent" : $"{relation.Rows} rows ({relation.Digest})";

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync())
            values.Add(read(rows));
        return values;
    }

    [GeneratedRegex("^--.*\n", RegexOptions.Multiline)]
    private static partial Regex PsqlComment();
}
