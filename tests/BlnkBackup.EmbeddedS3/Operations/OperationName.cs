using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>S3's name of what a request asks for.</summary>
static class OperationName
{
    public const string Unknown = "Unknown";

    // Query names that choose among the operations of a method; all others only refine one.
    static readonly string[] Subresources =
    [
        "acl", "accelerate", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "location", "logging", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus",
        "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "uploads",
        "versioning", "versions", "website",
    ];

    public static string Of(S3Request request)
    {
        var subresource = Array.Find(Subresources, request.Query.Has);
        var uploadId = request.Query.Has("uploadId");
        return (request.Method, request.Bucket, request.Key, subresource, uploadId) switch
        {
            ("PUT", not null, null, null, false) => "CreateBucket",
            ("HEAD", not null, null, null, false) => "HeadBucket",
            ("GET", not null, null, "location", false) => "GetBucketLocation",
            ("GET", not null, null, null, false) when request.Query["list-type"] == "2" => "ListObjectsV2",
            ("GET", not null, null, "uploads", false) => "ListMultipartUploads",
            ("GET", not null, null, "object-lock", false) => "GetObjectLockConfiguration",
            ("PUT", not null, not null, null, false) when request.Header("x-amz-copy-source") is null => "PutObject",
            ("GET", not null, not null, null, false) => "GetObject",
            ("HEAD", not null, not null, null, false) => "HeadObject",
            ("DELETE", not null, not null, null, false) => "DeleteObject",
            ("GET", not null, not null, "tagging", false) => "GetObjectTagging",
            ("GET", not null, not null, "retention", false) => "GetObjectRetention",
            ("GET", not null, not null, "legal-hold", false) => "GetObjectLegalHold",
            ("POST", not null, not null, "uploads", false) => "CreateMultipartUpload",
            ("PUT", not null, not null, null, true) when request.Header("x-amz-copy-source") is null => "UploadPart",
            ("POST", not null, not null, null, true) => "CompleteMultipartUpload",
            ("DELETE", not null, not null, null, true) => "AbortMultipartUpload",
            ("GET", not null, not null, null, true) => "ListParts",
            _ => Unknown,
        };
    }
}
