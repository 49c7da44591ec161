namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>A multipart upload that was neither completed nor aborted, as it stood when asked for.</summary>
public sealed record OpenUpload(
    string Key, string UploadId, DateTimeOffset Initiated, ObjectAttributes Attributes, IReadOnlyList<StoredPart> Parts);
