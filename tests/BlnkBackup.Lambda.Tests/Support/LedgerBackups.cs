using System.Diagnostics;
using BlnkBackup.EmbeddedS3;
using BlnkBackup.Sandbox;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>The ledger, a store of its own for its backups, and what a function needs to know of both.</summary>
internal sealed class LedgerBackups : IAsyncDisposable
{
    public const string ApiKey = "a-key-of-the-lambda-tests";
    private const string Bucket = "backups";

    private readonly PostgresServer postgres;
    private readonly EmbeddedS3Server store;
    private readonly string folder = Directory.CreateTempSubdirectory("blnk-backup-lambda-").FullName;

    private LedgerBackups(PostgresServer postgres, EmbeddedS3Server store, EmbeddedS3Options options)
    {
        this.postgres = postgres;
        this.store = store;
        Environment = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = postgres.Url(LedgerServer.Database),
            ["S3_BACKUP_BUCKET"] = Bucket,
            ["S3_ENDPOINT"] = store.Endpoint.ToString(),
            ["AWS_REGION"] = options.Region,
            ["AWS_ACCESS_KEY_ID"] = options.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = options.SecretAccessKey,
            ["PG_BIN_DIR"] = folder,
            ["BLNK_BACKUP_API_KEY"] = ApiKey,
        };
    }

    public Dictionary<string, string> Environment { get; }

    public PostgresServer Postgres => postgres;

    public static async Task<LedgerBackups> OpenAsync(LedgerServer server)
    {
        var options = new EmbeddedS3Options { Buckets = [Bucket] };
        return new LedgerBackups(server.Server, await EmbeddedS3Server.StartAsync(options), options);
    }

    /// <summary>The settings with one changed, or left out.</summary>
    public Dictionary<string, string> With(string name, string? value)
    {
        var changed = new Dictionary<string, string>(Environment);
        _ = changed.Remove(name);
        if (value is not null)
        {
            changed[name] = value;
        }

        return changed;
    }

    public IReadOnlyList<string> Keys() => [.. store.Objects(Bucket).Select(stored => stored.Key)];

    /// <summary>The one backup in the store, restored by stock pg_restore, has what the ledger has.</summary>
    public async Task EnsureRestorableAsync()
    {
        var file = Path.Combine(folder, "backup.dump");
        var backup = Assert.Single(store.Objects(Bucket), stored => stored.Key.EndsWith(".dump", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(file, backup.ToArray());

        var restored = $"restored_{Guid.NewGuid():N}";
        await postgres.CreateDatabaseAsync(restored);
        using var restore = Process.Start(
            postgres.Installation.Program("pg_restore"), ["--dbname", postgres.Url(restored), "--exit-on-error", file]);
        await restore.WaitForExitAsync();
        Assert.Equal(0, restore.ExitCode);
        var before = await ContentDigest.OfAsync(postgres.ConnectionString(LedgerServer.Database));
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(postgres.ConnectionString(restored))));
    }

    /// <summary>No object, no open upload, and no session but the test's own <paramref name="sessions"/>.</summary>
    public async Task EnsureNothingLeftAsync(int sessions = 0)
    {
        Assert.Empty(Keys());
        Assert.Empty(store.OpenUploads(Bucket));

        // A session that was closed or killed is gone from the server a moment later.
        const string Sessions = $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{LedgerServer.Database}'";
        for (var attempt = 0; await postgres.ScalarAsync<long>("postgres", Sessions) > sessions; attempt++)
        {
            Assert.True(attempt < 100, "A session is still open.");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
