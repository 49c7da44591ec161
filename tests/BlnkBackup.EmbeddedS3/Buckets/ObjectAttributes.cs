namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>What a PutObject or CreateMultipartUpload says about the object besides its bytes.</summary>
public sealed record ObjectAttributes
{
    /// <summary>Content-Type as sent.</summary>
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>Content-Encoding as sent, without aws-chunked.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Other content headers that are stored and answered as they came: Cache-Control, Content-Disposition, ...</summary>
    public IReadOnlyDictionary<string, string> ContentHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>User metadata by lower-case name, without x-amz-meta-.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>One of S3's storage classes.</summary>
    public string StorageClass { get; init; } = "STANDARD";

    /// <summary>AES256, aws:kms or aws:kms:dsse; null where the request asked for nothing (S3 then uses AES256).</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>The KMS key id of the request, if any.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>x-amz-server-side-encryption-bucket-key-enabled.</summary>
    public bool BucketKeyEnabled { get; init; }

    /// <summary>Object tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>GOVERNANCE or COMPLIANCE; null without retention.</summary>
    public string? LockMode { get; init; }

    /// <summary>Until when the object is retained; null without retention.</summary>
    public DateTimeOffset? RetainUntil { get; init; }

    /// <summary>x-amz-object-lock-legal-hold: ON.</summary>
    public bool LegalHold { get; init; }

    internal bool HasLock => LockMode is not null || LegalHold;
}
