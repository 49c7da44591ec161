using BlnkBackup.EmbeddedS3.Checksums;

namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>A multipart upload that is open. Its bucket's lock guards it.</summary>
sealed class Upload(string key, string uploadId, DateTimeOffset initiated, ObjectAttributes attributes)
{
    public string Key => key;

    public string UploadId => uploadId;

    public DateTimeOffset Initiated => initiated;

    public ObjectAttributes Attributes => attributes;

    /// <summary>The algorithm that CreateMultipartUpload named, if any.</summary>
    public ChecksumAlgorithm? Algorithm { get; init; }

    /// <summary>FULL_OBJECT or COMPOSITE; null without an algorithm.</summary>
    public string? ChecksumType { get; init; }

    public SortedDictionary<int, StoredPart> Parts { get; } = [];

    public OpenUpload Snapshot() => new(key, uploadId, initiated, attributes, [.. Parts.Values]);
}
