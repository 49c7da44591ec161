using System.Globalization;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>The headers in which S3 tells of an object.</summary>
static class ObjectHeaders
{
    /// <summary>What every answer about a written object says.</summary>
    public static S3Answer Written(S3Answer answer, ObjectAttributes attributes, string? versionId) => answer
        .With("x-amz-server-side-encryption", attributes.ServerSideEncryption ?? "AES256")
        .With("x-amz-server-side-encryption-aws-kms-key-id", attributes.KmsKeyId)
        .With("x-amz-server-side-encryption-bucket-key-enabled", attributes.BucketKeyEnabled ? "true" : null)
        .With("x-amz-version-id", versionId);

    /// <summary>What GetObject and HeadObject say.</summary>
    public static S3Answer Full(S3Answer answer, StoredObject stored, bool withChecksum)
    {
        var attributes = stored.Attributes;
        Written(answer, attributes, stored.VersionId)
            .With("ETag", S3Xml.Quoted(stored.ETag))
            .With("Last-Modified", stored.LastModified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture))
            .With("Content-Type", attributes.ContentType)
            .With("Content-Encoding", attributes.ContentEncoding)
            .With("Accept-Ranges", "bytes")
            .With("x-amz-storage-class", attributes.StorageClass == "STANDARD" ? null : attributes.StorageClass)
            .With("x-amz-object-lock-mode", attributes.LockMode)
            .With("x-amz-object-lock-retain-until-date", attributes.RetainUntil is { } until ? S3Xml.Time(until) : null)
            .With("x-amz-object-lock-legal-hold", attributes.LegalHold ? "ON" : null)
            .With("x-amz-tagging-count", attributes.Tags.Count == 0 ? null : $"{attributes.Tags.Count}");
        foreach (var (name, value) in attributes.ContentHeaders) answer.With(name, value);
        foreach (var (name, value) in attributes.Metadata) answer.With("x-amz-meta-" + name, value);
        if (withChecksum && stored.Checksum is { } checksum)
            answer.With("x-amz-checksum-" + checksum.Algorithm.ToLowerInvariant(), checksum.Value).With("x-amz-checksum-type", checksum.Type);
        return answer;
    }
}
