using Amazon.Runtime;
using Amazon.S3;
using BlnkBackup.EmbeddedS3.Faults;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>A running server with a plain and a locking bucket, and the two clients that tests speak to it with.</summary>
internal sealed class Store : IAsyncDisposable
{
    public const string Bucket = "backups";
    public const string LockedBucket = "locked-backups";

    private Store(EmbeddedS3Server server, EmbeddedS3Options options)
    {
        Server = server;
        Options = options;
        Client = ClientWith(options.AccessKeyId, options.SecretAccessKey, options.Region);
        Raw = new RawClient(server.Endpoint, options);
    }

    public EmbeddedS3Server Server { get; }

    public EmbeddedS3Options Options { get; }

    public FaultPlan Faults => Options.Faults;

    /// <summary>The real SDK, without retries.</summary>
    public AmazonS3Client Client { get; }

    /// <summary>For what the SDK cannot be brought to do.</summary>
    public RawClient Raw { get; }

    public static async Task<Store> StartAsync(EmbeddedS3Options? options = null)
    {
        options = (options ?? new EmbeddedS3Options()) with { Buckets = [Bucket], ObjectLockBuckets = [LockedBucket] };
        return new Store(await EmbeddedS3Server.StartAsync(options), options);
    }

    public AmazonS3Client ClientWith(string keyId, string secret, string region, Action<AmazonS3Config>? change = null)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = Server.Endpoint.ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = region,
            MaxErrorRetry = 0,
        };
        change?.Invoke(config);
        return new AmazonS3Client(new BasicAWSCredentials(keyId, secret), config);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Raw.Dispose();
        await Server.DisposeAsync();
    }
}
