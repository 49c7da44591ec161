using BlnkBackup.EmbeddedS3.Faults;

namespace BlnkBackup.EmbeddedS3;

/// <summary>What one embedded server accepts. Everything has a default, so a test states only what it is about.</summary>
public sealed record EmbeddedS3Options
{
    /// <summary>The only access key id the server knows.</summary>
    public string AccessKeyId { get; init; } = "EMBEDDEDACCESSKEY";

    /// <summary>The secret every signature is verified with.</summary>
    public string SecretAccessKey { get; init; } = "embedded/secret/access/key";

    /// <summary>When set, every request must carry this x-amz-security-token; when null, none may.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The region a signature's scope must name.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Buckets that exist from the start.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>Buckets that exist from the start with object lock (and so versioning) enabled.</summary>
    public IReadOnlyList<string> ObjectLockBuckets { get; init; } = [];

    /// <summary>The account x-amz-expected-bucket-owner is compared with.</summary>
    public string OwnerAccountId { get; init; } = "111122223333";

    /// <summary>KMS keys the caller may not use; a write or a read under one of them is AccessDenied.</summary>
    public IReadOnlyCollection<string> DeniedKmsKeys { get; init; } = [];

    /// <summary>Check bodies but do not keep them: any upload runs in constant memory, and GET of a body answers 501.</summary>
    public bool Discard { get; init; }

    /// <summary>The most entries one listing answer holds. S3's own limit is 1000; smaller pages exercise paging.</summary>
    public int ListingPageLimit { get; init; } = 1000;

    /// <summary>What goes wrong, and when. Rules can be added while the server runs.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>The server's clock: skew of signatures, Last-Modified, retention, delays.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }
}
