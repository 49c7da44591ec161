namespace BlnkBackup.Configuration;

/// <summary>The bucket that backups go to, how to reach it, and how objects are to be stored there. Immutable.</summary>
public sealed record ObjectStore
{
    /// <summary>The bucket's name, valid by S3's rules.</summary>
    public required string Bucket { get; init; }

    /// <summary>What every key starts with: "" or "path/", never with a leading '/'.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The region requests are signed for; "us-east-1" where only an endpoint was given.</summary>
    public required string Region { get; init; }

    /// <summary>An S3-compatible server's http(s) address, or null for AWS itself.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>True where the bucket goes into the path and not into the host name.</summary>
    public bool PathStyle { get; init; }

    /// <summary>The access key's id, or null to let the AWS SDK find credentials by its own chain.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The access key's secret; present exactly when <see cref="AccessKeyId"/> is.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The token of temporary credentials, or null.</summary>
    public string? SessionToken { get; init; }

    /// <summary>S3's name of a storage class (STANDARD_IA, …), or null for the bucket's usual one.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Server-side encryption to ask for.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.BucketDefault;

    /// <summary>The KMS key's id, ARN or alias; only with <see cref="ObjectEncryption.Kms"/>, null for the account's aws/s3 key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Tags of every object: at most 10, keys unique.</summary>
    public IReadOnlyList<ObjectTag> Tags { get; init; } = [];

    /// <summary>The retention lock of every object, or null for the bucket's default.</summary>
    public ObjectLock? ObjectLock { get; init; }

    /// <summary>Reads the store's variables alone, for commands that need no database.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">Lists every problem of the store's variables.</exception>
    public static ObjectStore Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var store = ObjectStoreReader.Read(variables);
        variables.ThrowIfAnyProblem();
        return store!;
    }

    /// <summary>Where the store is, fit for a log: no credential.</summary>
    public override string ToString() => $"s3://{Bucket}/{Prefix} in {Region}{(Endpoint is null ? "" : $" at {Endpoint}")}";
}
