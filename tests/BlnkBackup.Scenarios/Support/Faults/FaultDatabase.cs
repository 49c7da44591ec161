using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>A database that runs are made of, one at a time: rows that stay, a table that faults may change, and a marker that says so.</summary>
public sealed class FaultDatabase
{
    /// <summary>About the COPY text of a large one, in bytes: three parts where it is not compressed.</summary>
    public const int LargeBytes = 20 << 20;

    public const int VictimRows = 2_000;

    private const int RowBytes = 103;

    private FaultDatabase(PostgresServer postgres, string name, int rows) => (Postgres, Name, Rows) = (postgres, name, rows);

    public PostgresServer Postgres { get; }

    public string Name { get; }

    /// <summary>The rows that stay.</summary>
    public int Rows { get; }

    /// <summary>What is in it, but for the victim and the marker.</summary>
    public ContentDigest Content { get; private set; } = new([]);

    public static async Task<FaultDatabase> CreateAsync(PostgresServer postgres, bool large)
    {
        var database = new FaultDatabase(postgres, $"faults_{Guid.NewGuid():N}", (large ? LargeBytes : 400_000) / RowBytes);
        await postgres.CreateDatabaseAsync(database.Name);
        await postgres.ExecuteAsync(database.Name, $"""
            CREATE TABLE staying AS SELECT i, md5(i::text) || md5((i + 1)::text) || md5((i + 2)::text) AS text FROM generate_series(1, {database.Rows}) i;
            CREATE TABLE marker (a int);
            """);
        await database.MendAsync();
        database.Content = Staying(await ContentDigest.OfAsync(postgres.ConnectionString(database.Name)));
        return database;
    }

    /// <summary>Puts the victim back.</summary>
    public Task MendAsync() => Postgres.ExecuteAsync(Name, $"""
        TRUNCATE marker;
        DROP TABLE IF EXISTS victim;
        CREATE TABLE victim AS SELECT i AS a FROM generate_series(1, {VictimRows}) i
        """);

    /// <summary>How a restored copy differs.</summary>
    public async Task<IReadOnlyList<string>> DifferencesFromAsync(string restored) =>
        Content.DifferencesFrom(Staying(await ContentDigest.OfAsync(Postgres.ConnectionString(restored))));

    private static ContentDigest Staying(ContentDigest all) => new([.. all.Relations.Where(relation => relation.Name.EndsWith("staying", StringComparison.Ordinal))]);
}
