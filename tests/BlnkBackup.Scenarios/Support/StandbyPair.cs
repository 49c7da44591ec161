using BlnkBackup.Sandbox;
using Npgsql;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A primary and a hot standby that streams from it and waits for no query: what recovery needs is cancelled at once.</summary>
public sealed class StandbyPair : IAsyncLifetime
{
    public PostgresServer Primary { get; private set; } = null!;

    public PostgresServer Standby { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // The newest with clients: a standby is made by pg_basebackup.
        Primary = await PostgresServer.StartAsync(PostgresInstallation.NewestWithClients, new PostgresServerOptions
        {
            Settings = new Dictionary<string, string> { ["max_standby_streaming_delay"] = "0", ["wal_receiver_status_interval"] = "1s" },
        });
        Standby = await PostgresServer.StartStandbyAsync(Primary);
    }

    /// <summary>Waits until the standby shows what the primary has written so far.</summary>
    public Task CatchUpAsync() => SettleAsync(mayStandStill: false);

    /// <summary>The same, or until the standby stands still because a query of its own is in the way.</summary>
    public Task SettleAsync() => SettleAsync(mayStandStill: true);

    /// <summary>Waits until no session but the asking one is open in a database of the standby.</summary>
    public async Task EnsureNoSessionAsync(string database)
    {
        var open = $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'";
        for (var attempt = 0; await Standby.ScalarAsync<long>("postgres", open) > 0; attempt++)
        {
            Assert.True(attempt < 100, "A session is still open at the standby.");
            await Task.Delay(50);
        }
    }

    public async Task DisposeAsync()
    {
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }

    private async Task SettleAsync(bool mayStandStill)
    {
        var written = await Primary.ScalarAsync<string>("postgres", "SELECT pg_current_wal_insert_lsn()::text");
        var shown = $"SELECT pg_last_wal_receive_lsn() >= '{written}', pg_last_wal_replay_lsn() >= '{written}', pg_last_wal_replay_lsn()::text";
        var (last, still) = ("", 0);
        for (var attempt = 0; attempt < 2400; attempt++)
        {
            var (received, replayed, position) = await AskAsync(shown);
            still = received && position == last ? still + 1 : 0;
            if (replayed || (mayStandStill && still == 20))
            {
                return;
            }

            last = position;
            await Task.Delay(25);
        }

        Assert.Fail($"The standby does not come to {written}: {Standby.Log}");
    }

    private async Task<(bool Received, bool Replayed, string Position)> AskAsync(string query)
    {
        await using var connection = await Standby.ConnectAsync("postgres");
        await using var command = new NpgsqlCommand(query, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetBoolean(0), row.GetBoolean(1), row.GetString(2));
    }
}
