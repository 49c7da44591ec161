using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>Says in our words what S3 refused, of what kind that is, and what to do.</summary>
internal static class S3Failure
{
    /// <summary>The failure behind what the SDK threw.</summary>
    /// <param name="fault">What it threw.</param>
    /// <param name="attempt">What was being done: "start an upload", "send part 7", ….</param>
    /// <param name="store">Where.</param>
    /// <param name="kind">What kind it is where it is neither settings nor credentials.</param>
    public static BackupException Of(Exception fault, string attempt, ObjectStore store, FailureKind kind = FailureKind.UploadFailed)
    {
        var (particular, remedy) = fault switch
        {
            AmazonS3Exception refused => OfCode(refused, store),
            AmazonServiceException => (null, $"Check {Where(store)}, then run again."),
            AmazonClientException => (FailureKind.CredentialsInvalid,
                "Give credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role that this machine or function may take."),
            _ => ((FailureKind?)null, $"Check that {Where(store)} can be reached from here, then run again."),
        };
        var said = fault is AmazonS3Exception { ErrorCode: { Length: > 0 } code } answer
            ? $"S3 answered {(int)answer.StatusCode} {code}: {answer.Message}"
            : InnermostMessage(fault);
        return new BackupException(particular ?? kind, $"Could not {attempt} in bucket {store.Bucket}: {said.TrimEnd('.')}.", remedy, fault);
    }

    private static (FailureKind? Kind, string Remedy) OfCode(AmazonS3Exception refused, ObjectStore store) => refused.ErrorCode switch
    {
        "NoSuchBucket" => (FailureKind.ConfigurationInvalid,
            $"Create the bucket, or set S3_BACKUP_BUCKET to one that exists at {Where(store)}."),
        "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "TemporaryRedirect" =>
            (FailureKind.ConfigurationInvalid, $"Set AWS_REGION to the bucket's own region; it is now {store.Region}."),
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" =>
            (FailureKind.CredentialsInvalid, "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN: the store does not accept them."),
        "ExpiredToken" or "TokenRefreshRequired" =>
            (FailureKind.CredentialsInvalid, "The credentials expired: give ones that last as long as a backup takes, or a role."),
        "RequestTimeTooSkewed" => (FailureKind.ConfigurationInvalid, "Set this machine's clock: it differs from the store's by more than 15 minutes."),
        "InvalidStorageClass" => (FailureKind.ConfigurationInvalid, "Set S3_STORAGE_CLASS to one that this store has."),
        "PreconditionFailed" or "ConditionalRequestConflict" =>
            (FailureKind.UploadFailed, "An object of this key exists already and was left as it is. Give each database a prefix of its own (S3_BACKUP_PREFIX) and run again."),
        { } code when code.StartsWith("KMS", StringComparison.Ordinal) => (FailureKind.ConfigurationInvalid, KeyRemedy),
        "AccessDenied" when refused.Message.Contains("kms", StringComparison.OrdinalIgnoreCase) => (FailureKind.ConfigurationInvalid, KeyRemedy),
        "InvalidRequest" or "InvalidArgument" or "MalformedXML" => (FailureKind.ConfigurationInvalid,
            "Check the S3_ settings (object lock needs a bucket made with it; encryption, storage class, tags) against what this store allows."),
        _ when refused.StatusCode == HttpStatusCode.Forbidden => (FailureKind.CredentialsInvalid,
            $"Allow these credentials s3:PutObject, s3:GetObject, s3:AbortMultipartUpload and s3:ListBucket on bucket {store.Bucket} and its objects."),
        "InvalidObjectState" => (null, "The object is in an archive tier: restore it to S3 Standard first (aws s3api restore-object), then run again."),
        _ when refused.StatusCode == HttpStatusCode.NotFound => (null, "Check that nothing else removes uploads or objects in this bucket, then run again."),
        _ => (null, "S3 went on refusing after retries: run again."),
    };

    private const string KeyRemedy = "Set S3_SSE_KMS_KEY_ID to a KMS key of the bucket's region, enabled, and allow these credentials kms:GenerateDataKey and kms:Decrypt on it.";

    private static string Where(ObjectStore store) => store.Endpoint?.ToString() ?? $"S3 in {store.Region}";

    private static string InnermostMessage(Exception fault) =>
        fault.InnerException is { } inner ? InnermostMessage(inner) : fault.Message;
}
