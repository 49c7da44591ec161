using BlnkBackup.Sandbox;

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
    public Task CatchUpAsync() => ReachAsync("pg_last_wal_replay_lsn()");

    /// <summary>Waits until the standby has received what the primary has written; it may be unable to show it yet.</summary>
    public Task ReceiveAsync() => ReachAsync("pg_last_wal_receive_lsn()");

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

    private async Task ReachAsync(string position)
    {
        var written = await Primary.ScalarAsync<string>("postgres", "SELECT pg_current_wal_insert_lsn()::text");
        for (var attempt = 0; !await Standby.ScalarAsync<bool>("postgres", $"SELECT {position} >= '{written}'::pg_lsn"); attempt++)
        {
            Assert.True(attempt < 1200, $"The standby does not come to {written}: {Standby.Log}");
            await Task.Delay(25);
        }
    }
}
