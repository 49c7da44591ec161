using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Archive;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Programs;
using BlnkBackup.Receipts;
using BlnkBackup.Sandbox;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlnkBackup.Scenarios.Support;

/// <summary>One database and one bucket of its own, and what is done with them.</summary>
public sealed class Scenario : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blnk-backup-scenario-").FullName;

    private Scenario(PostgresServer postgres, IStoreServer store, string database, string bucket)
    {
        Postgres = postgres;
        Database = database;
        Configuration = new BackupConfiguration
        {
            Database = DatabaseTarget.FromUrl(postgres.Url(database)),
            Store = new ObjectStore
            {
                Bucket = bucket,
                Prefix = "ledger/",
                Region = "us-east-1",
                Endpoint = store.Endpoint,
                PathStyle = true,
                AccessKeyId = store.AccessKeyId,
                SecretAccessKey = store.SecretAccessKey,
            },
        };
        S3 = new AmazonS3Client(
            new BasicAWSCredentials(store.AccessKeyId, store.SecretAccessKey),
            new AmazonS3Config { ServiceURL = store.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
    }

    public PostgresServer Postgres { get; }

    public string Database { get; }

    public BackupConfiguration Configuration { get; set; }

    public PgPrograms Programs { get; set; } = PgClients.Programs;

    public IAmazonS3 S3 { get; }

    public string Bucket => Configuration.Store.Bucket;

    /// <summary>An empty database and, unless told which, a new bucket.</summary>
    public static async Task<Scenario> CreateAsync(PostgresServer postgres, IStoreServer store, string? bucket = null)
    {
        var name = $"scenario_{Guid.NewGuid():N}";
        await postgres.CreateDatabaseAsync(name);
        var scenario = new Scenario(postgres, store, name, bucket ?? name.Replace('_', '-'));
        if (bucket is null)
        {
            await scenario.S3.PutBucketAsync(scenario.Bucket);
        }

        return scenario;
    }

    /// <summary>A database that is there already, and a new bucket.</summary>
    public static async Task<Scenario> OverAsync(PostgresServer postgres, IStoreServer store, string database)
    {
        var scenario = new Scenario(postgres, store, database, "backups");
        await scenario.S3.PutBucketAsync(scenario.Bucket);
        return scenario;
    }

    public string ConnectionString => Postgres.ConnectionString(Database);

    public async Task<BackupReceipt> BackUpAsync(
        IProgress<EncodingProgress>? progress = null, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        using var store = new BackupStore(Configuration.Store, clock);
        var run = new BackupRun(Configuration, store, Programs, clock ?? TimeProvider.System, NullLogger.Instance);
        return await run.RunAsync(progress, cancellation);
    }

    /// <summary>Downloads an object to a file.</summary>
    public async Task<string> DownloadAsync(string key)
    {
        var path = Path.Combine(folder, "backup.dump");
        using var answer = await S3.GetObjectAsync(Bucket, key);
        await answer.WriteResponseStreamToFileAsync(path, append: false, CancellationToken.None);
        return path;
    }

    public string FileFor(string name) => Path.Combine(folder, name);

    /// <summary>Nothing lost, nothing false: no object, no open upload, no session of ours and so no lock, no pg_dump.</summary>
    public async Task EnsureNothingLeftAsync()
    {
        Assert.Empty(await ObjectKeysAsync());
        await EnsureNothingOpenAsync();
    }

    public async Task EnsureNothingOpenAsync()
    {
        var uploads = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket });
        Assert.Empty(uploads.MultipartUploads ?? []);

        // A session that was closed or killed is gone from the server a moment later.
        var ours = $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{Database}' AND pid <> pg_backend_pid()";
        for (var attempt = 0; await Postgres.ScalarAsync<long>("postgres", ours) > 0; attempt++)
        {
            Assert.True(attempt < 100, "A session is still open.");
            await Task.Delay(50);
        }
    }

    /// <summary>The keys of archives, finished or not.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync() => [.. (await ObjectKeysAsync()).Where(key => key.EndsWith(".dump", StringComparison.Ordinal))];

    private async Task<IReadOnlyList<string>> ObjectKeysAsync()
    {
        var listed = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });
        return [.. (listed.S3Objects ?? []).Select(stored => stored.Key)];
    }

    public void Dispose()
    {
        S3.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
