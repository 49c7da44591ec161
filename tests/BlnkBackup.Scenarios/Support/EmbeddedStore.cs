using BlnkBackup.EmbeddedS3;
using BlnkBackup.EmbeddedS3.Faults;

namespace BlnkBackup.Scenarios.Support;

/// <summary>The embedded S3 server, with its faults.</summary>
public sealed class EmbeddedStore : IStoreServer
{
    public const string LockedBucket = "locked-backups";

    private EmbeddedStore(EmbeddedS3Server server, EmbeddedS3Options options) => (Server, Options) = (server, options);

    public EmbeddedS3Server Server { get; }

    public EmbeddedS3Options Options { get; }

    public FaultPlan Faults => Options.Faults;

    public Uri Endpoint => Server.Endpoint;

    public string AccessKeyId => Options.AccessKeyId;

    public string SecretAccessKey => Options.SecretAccessKey;

    public static async Task<EmbeddedStore> StartAsync(EmbeddedS3Options? options = null)
    {
        options ??= new EmbeddedS3Options { ObjectLockBuckets = [LockedBucket], DeniedKmsKeys = ["denied-key"] };
        return new EmbeddedStore(await EmbeddedS3Server.StartAsync(options), options);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
