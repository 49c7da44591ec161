using BlnkBackup.Sandbox;
using Npgsql;

namespace BlnkBackup.Scenarios.Support;

/// <summary>
/// Accounts between which several writers move amounts without pause, a record of every movement, a book with the sum moved so
/// far, and a turnover of running totals. What holds in every snapshot, and in none that mixes two moments: <see cref="Broken"/>
/// finds nothing.
/// </summary>
public sealed class MovingMoney(PostgresServer postgres, string database) : IAsyncDisposable
{
    private const int Writers = 4;
    private const int Accounts = 500;

    /// <summary>The rules that a copy breaks, one a row.</summary>
    public const string Broken = """
        SELECT 'the sum of the balances' AS rule WHERE (SELECT sum(balance) FROM accounts) <> 500 * 1000
        UNION ALL
        SELECT 'the balance of account ' || a.id FROM accounts a
        WHERE a.balance <> 1000
            + (SELECT coalesce(sum(amount), 0) FROM movements m WHERE m.target = a.id)
            - (SELECT coalesce(sum(amount), 0) FROM movements m WHERE m.source = a.id)
        UNION ALL
        SELECT 'the book' WHERE (SELECT total FROM book) <> (SELECT sum(amount) FROM movements)
        UNION ALL
        SELECT 'the count of the movements' WHERE (SELECT count(*) FROM movements) <> (SELECT count(*) FROM turnover)
        UNION ALL
        SELECT 'running total ' || number FROM (
            SELECT number, total, sum(amount) OVER (ORDER BY number) AS summed, row_number() OVER (ORDER BY number) AS place FROM turnover) t
        WHERE total <> summed OR number <> place
        """;

    private readonly CancellationTokenSource stop = new();
    private Task writing = Task.CompletedTask;

    /// <summary>Makes the tables; "filler" stands between them in a dump, so that there is time between the reading of one and another.</summary>
    public Task CreateAsync() => postgres.ExecuteAsync(database, $"""
        CREATE TABLE accounts (id int PRIMARY KEY, balance bigint NOT NULL);
        CREATE TABLE book (total bigint NOT NULL, number bigint NOT NULL);
        CREATE TABLE filler AS SELECT i, repeat(md5(i::text), 30) AS text FROM generate_series(1, 60000) i;
        CREATE TABLE movements (source int NOT NULL, target int NOT NULL, amount bigint NOT NULL);
        CREATE TABLE turnover (number bigint PRIMARY KEY, amount bigint NOT NULL, total bigint NOT NULL);
        INSERT INTO accounts SELECT i, 1000 FROM generate_series(0, {Accounts - 1}) i;
        INSERT INTO book VALUES (0, 0);
        CREATE FUNCTION move(source int, target int, amount bigint) RETURNS void LANGUAGE sql AS $$
            SELECT FROM accounts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE;
            UPDATE accounts SET balance = balance + CASE id WHEN $1 THEN -$3 ELSE $3 END WHERE id IN ($1, $2);
            INSERT INTO movements VALUES ($1, $2, $3);
            WITH next AS (UPDATE book SET total = total + $3, number = number + 1 RETURNING total, number)
            INSERT INTO turnover SELECT number, $3, total FROM next;
        $$
        """);

    public void Start() => writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(seed => Task.Run(() => WriteAsync(seed))));

    /// <summary>How many movements there are now.</summary>
    public Task<long> CountAsync() => postgres.ScalarAsync<long>(database, "SELECT count(*) FROM movements");

    /// <summary>Waits until so many movements more were made.</summary>
    public async Task MoveOnAsync(int movements)
    {
        var wanted = await CountAsync() + movements;
        while (await CountAsync() < wanted)
        {
            Assert.False(writing.IsFaulted, $"{writing.Exception}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await writing;
        stop.Dispose();
    }

    private async Task WriteAsync(int seed)
    {
        var random = new Random(seed);
        await using var connection = await postgres.ConnectAsync(database);
        await using var command = new NpgsqlCommand("SELECT move($1, $2, $3)", connection)
        {
            Parameters = { new NpgsqlParameter<int>(), new NpgsqlParameter<int>(), new NpgsqlParameter<long>() },
        };
        await command.PrepareAsync();
        while (!stop.IsCancellationRequested)
        {
            var source = random.Next(Accounts);
            command.Parameters[0].Value = source;
            command.Parameters[1].Value = (source + 1 + random.Next(Accounts - 1)) % Accounts;
            command.Parameters[2].Value = (long)random.Next(1, 100);
            await command.ExecuteNonQueryAsync();
        }
    }
}
