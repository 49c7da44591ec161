namespace BlnkBackup.EmbeddedS3;

/// <summary>One request, as the server's log keeps it, in the order the answers were decided.</summary>
/// <param name="Operation">S3's name of it (UploadPart, HeadObject, ...), or "Unknown".</param>
/// <param name="Status">The HTTP status answered; 0 where the connection was reset or the client went away.</param>
/// <param name="ErrorCode">S3's error code, null where the answer was a success.</param>
public sealed record RequestRecord(
    string Method,
    string? Bucket,
    string? Key,
    string Operation,
    int? PartNumber,
    string? UploadId,
    int Status,
    string? ErrorCode);
