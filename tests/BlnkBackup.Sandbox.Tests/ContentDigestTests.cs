using System.Data;
using Npgsql;

namespace BlnkBackup.Sandbox.Tests;

/// <summary>One server with the odd objects in a template; each test changes a database of its own.</summary>
public sealed class OddServer : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync(PostgresInstallation.Newest);
        await Postgres.CreateDatabaseAsync("template");
        await OddObjects.CreateAsync(Postgres.ConnectionString("template"));
    }

    public Task DisposeAsync() => Postgres.DisposeAsync().AsTask();
}

public sealed class ContentDigestTests(OddServer server) : IClassFixture<OddServer>, IAsyncLifetime
{
    readonly PostgresServer postgres = server.Postgres;

    string Odd => postgres.ConnectionString("odd");

    public Task InitializeAsync() => postgres.ExecuteAsync("postgres", "CREATE DATABASE odd TEMPLATE template");

    public Task DisposeAsync() => postgres.ExecuteAsync("postgres", "DROP DATABASE odd");

    [Theory]
    [InlineData("UPDATE odd.wide SET words = overlay(words PLACING 'x' FROM 4000000) WHERE id = 2", "odd.wide")]
    [InlineData("UPDATE odd.secrets SET owner = '' WHERE owner IS NULL", "odd.secrets")]
    [InlineData("INSERT INTO odd.no_columns DEFAULT VALUES", "odd.no_columns")]
    [InlineData("SELECT nextval('odd.untouched')", "sequence odd.untouched")]
    [InlineData("SELECT lo_put(40003, 3000000, '\\x00')", "large objects")]
    [InlineData("DROP TABLE odd.unlogged", "odd.unlogged")]
    public async Task One_change_shows_and_only_there(string change, string where)
    {
        var before = await ContentDigest.OfAsync(Odd);
        await postgres.ExecuteAsync("odd", change);
        var after = await ContentDigest.OfAsync(Odd);

        Assert.StartsWith(where + ": ", Assert.Single(before.DifferencesFrom(after)), StringComparison.Ordinal);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Physical_order_does_not_matter()
    {
        var before = await ContentDigest.OfAsync(Odd);
        await postgres.ExecuteAsync("odd", "UPDATE odd.escapes SET id = id WHERE id % 3 = 0");

        Assert.Equal(before, await ContentDigest.OfAsync(Odd));
    }

    [Fact]
    public async Task An_exported_snapshot_hides_what_came_later()
    {
        var before = await ContentDigest.OfAsync(Odd);
        await using var holder = await postgres.ConnectAsync("odd");
        await using var transaction = await holder.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", holder);
        var snapshot = (string)(await export.ExecuteScalarAsync())!;
        await postgres.ExecuteAsync("odd", "DELETE FROM odd.typed");

        Assert.Equal(before, await ContentDigest.OfAsync(Odd, snapshot));
        Assert.NotEqual(before, await ContentDigest.OfAsync(Odd));
    }
}
