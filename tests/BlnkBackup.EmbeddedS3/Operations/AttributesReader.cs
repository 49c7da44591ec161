using System.Globalization;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Reads what a write says of its object, and refuses what S3 would refuse.</summary>
sealed class AttributesReader(EmbeddedS3Options options)
{
    static readonly string[] StorageClasses =
    [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
    ];

    static readonly string[] ContentHeaders = ["Cache-Control", "Content-Disposition", "Content-Language", "Expires"];

    public ObjectAttributes Read(S3Request request, Bucket bucket)
    {
        var encryption = request.Header("x-amz-server-side-encryption");
        var keyId = request.Header("x-amz-server-side-encryption-aws-kms-key-id");
        CheckEncryption(encryption, keyId);
        var (mode, until) = ReadLock(request, bucket);
        return new ObjectAttributes
        {
            ContentType = request.Header("Content-Type") ?? "binary/octet-stream",
            ContentEncoding = ReadEncoding(request.Header("Content-Encoding")),
            ContentHeaders = ContentHeaders.Where(name => request.Header(name) is not null).ToDictionary(name => name, name => request.Header(name)!),
            Metadata = request.HeaderNames.Where(name => name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
                .ToDictionary(name => name["x-amz-meta-".Length..].ToLowerInvariant(), name => request.Header(name)!),
            StorageClass = ReadStorageClass(request),
            ServerSideEncryption = encryption,
            KmsKeyId = keyId,
            BucketKeyEnabled = request.Header("x-amz-server-side-encryption-bucket-key-enabled") == "true",
            Tags = ReadTags(request.Header("x-amz-tagging")),
            LockMode = mode,
            RetainUntil = until,
            LegalHold = request.Header("x-amz-object-lock-legal-hold") == "ON",
        };
    }

    void CheckEncryption(string? encryption, string? keyId)
    {
        if (encryption is not (null or "AES256" or "aws:kms" or "aws:kms:dsse"))
            throw S3Errors.InvalidArgument("The encryption method specified is not supported", "x-amz-server-side-encryption", encryption);
        if (keyId is not null && encryption is not ("aws:kms" or "aws:kms:dsse"))
            throw S3Errors.InvalidArgument("Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
                "x-amz-server-side-encryption", encryption);
        if (keyId is not null && options.DeniedKmsKeys.Contains(keyId))
            throw S3Errors.AccessDenied(
                $"User is not authorized to perform: kms:GenerateDataKey on resource: {keyId} because no identity-based policy allows the kms:GenerateDataKey action");
    }

    static string? ReadEncoding(string? header)
    {
        var kept = (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(coding => coding != "aws-chunked");
        return string.Join(',', kept) is { Length: > 0 } encoding ? encoding : null;
    }

    static string ReadStorageClass(S3Request request)
    {
        var storageClass = request.Header("x-amz-storage-class") ?? "STANDARD";
        return StorageClasses.Contains(storageClass)
            ? storageClass
            : throw new S3Exception(400, "InvalidStorageClass", "The storage class you specified is not valid", ("StorageClassRequested", storageClass));
    }

    (string? Mode, DateTimeOffset? Until) ReadLock(S3Request request, Bucket bucket)
    {
        var mode = request.Header("x-amz-object-lock-mode");
        var until = request.Header("x-amz-object-lock-retain-until-date");
        var hold = request.Header("x-amz-object-lock-legal-hold");
        if (hold is not (null or "ON" or "OFF")) throw S3Errors.InvalidArgument("Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", hold);
        if (mode is null && until is null && hold is null) return (null, null);
        if (!bucket.ObjectLock) throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        if (mode is null && until is null) return (null, null);
        if (mode is not ("GOVERNANCE" or "COMPLIANCE")) throw S3Errors.InvalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", mode);
        if (!DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw S3Errors.InvalidArgument("The retain until date must be provided in ISO 8601 format", "x-amz-object-lock-retain-until-date", until);
        return time > options.TimeProvider.GetUtcNow()
            ? (mode, time)
            : throw S3Errors.InvalidArgument("The retain until date must be in the future!", "x-amz-object-lock-retain-until-date", until);
    }

    static Dictionary<string, string> ReadTags(string? header)
    {
        var pairs = new QueryParameters(header ?? "").Pairs;
        if (pairs.Count > 10) throw new S3Exception(400, "BadRequest", "Object tags cannot be greater than 10");
        if (pairs.DistinctBy(pair => pair.Key).Count() != pairs.Count || pairs.Any(pair => pair.Key.Length is 0 or > 128 || pair.Value.Length > 256))
            throw new S3Exception(400, "InvalidTag", "The TagKey or TagValue you have provided is invalid");
        return pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
