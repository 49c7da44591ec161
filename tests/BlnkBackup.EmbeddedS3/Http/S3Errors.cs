namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>The refusals that several operations share, in S3's words.</summary>
static class S3Errors
{
    public static S3Exception AccessDenied(string message = "Access Denied", params (string, string)[] details) =>
        new(403, "AccessDenied", message, details);

    public static S3Exception NotImplemented(string what) =>
        new(501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.",
            ("Header", what));

    public static S3Exception InvalidArgument(string message, string name, string? value) =>
        new(400, "InvalidArgument", message, ("ArgumentName", name), ("ArgumentValue", value ?? "null"));

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception MalformedXml() => new(400, "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Exception NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist", ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) =>
        new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Exception NoSuchUpload(string? uploadId) => new(404, "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        ("UploadId", uploadId ?? ""));

    public static S3Exception PreconditionFailed(string condition) => new(412, "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static S3Exception EntityTooLarge(long proposed, long allowed) =>
        new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
            ("ProposedSize", $"{proposed}"), ("MaxSizeAllowed", $"{allowed}"));

    public static S3Exception BadDigest(string algorithm) =>
        new(400, "BadDigest", $"The {algorithm} you specified did not match the calculated checksum.");

    public static S3Exception IncompleteBody() => new(400, "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static S3Exception MissingContentLength() =>
        new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
}
