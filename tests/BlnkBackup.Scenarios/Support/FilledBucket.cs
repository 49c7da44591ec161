using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Configuration;
using BlnkBackup.Retention;
using BlnkBackup.Storage;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A bucket with backups of given times, whose content matters to nobody, and what is done with them.</summary>
public sealed class FilledBucket : IDisposable
{
    public const string Prefix = "ledger/";

    /// <summary>A Wednesday, at noon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 11, 12, 0, 0, TimeSpan.Zero);

    private FilledBucket(IStoreServer server, string name)
    {
        Location = new ObjectStore
        {
            Bucket = name,
            Prefix = Prefix,
            Region = "us-east-1",
            Endpoint = server.Endpoint,
            PathStyle = true,
            AccessKeyId = server.AccessKeyId,
            SecretAccessKey = server.SecretAccessKey,
        };
        S3 = new AmazonS3Client(
            new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
            new AmazonS3Config { ServiceURL = server.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        Store = new BackupStore(Location);
    }

    public ObjectStore Location { get; }

    public BackupStore Store { get; }

    public IAmazonS3 S3 { get; }

    public static async Task<FilledBucket> CreateAsync(IStoreServer server, bool objectLock = false)
    {
        var bucket = new FilledBucket(server, $"prune-{Guid.NewGuid():N}");
        await bucket.S3.PutBucketAsync(new PutBucketRequest { BucketName = bucket.Location.Bucket, ObjectLockEnabledForBucket = objectLock });
        return bucket;
    }

    /// <summary>Puts a backup: its dump, its receipt and a report.</summary>
    /// <param name="daysAgo">How many days before <see cref="Now"/>.</param>
    /// <param name="change">Changes the requests.</param>
    /// <returns>The dump's key.</returns>
    public async Task<string> PutBackupAsync(double daysAgo, Action<PutObjectRequest>? change = null)
    {
        var key = new BackupKey(Prefix, Now.AddDays(-daysAgo)).ToString();
        foreach (var end in (string[])[".dump", ".json", ".drill-20260301_000000.json"])
        {
            await PutAsync(key.Replace(".dump", end, StringComparison.Ordinal), change);
        }

        return key;
    }

    public Task PutAsync(string key, Action<PutObjectRequest>? change = null)
    {
        var request = new PutObjectRequest { BucketName = Location.Bucket, Key = key, ContentBody = "0123456789" };
        change?.Invoke(request);
        return S3.PutObjectAsync(request);
    }

    public Task<PruneReport> PruneAsync(bool dryRun = false) =>
        RetentionRun.RunAsync(Store, new RetentionRules(), Now, dryRun, CancellationToken.None);

    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var stored in S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Location.Bucket }).S3Objects)
        {
            keys.Add(stored.Key);
        }

        return keys;
    }

    public void Dispose()
    {
        Store.Dispose();
        S3.Dispose();
    }
}
