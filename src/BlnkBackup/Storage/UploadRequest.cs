using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Configuration;
using ObjectEncryption = BlnkBackup.Configuration.ObjectEncryption;

namespace BlnkBackup.Storage;

/// <summary>The requests of a multipart upload, each with what the configuration asks for.</summary>
internal static class UploadRequest
{
    public static InitiateMultipartUploadRequest Start(ObjectStore store, string key, string run, DateTimeOffset now)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = store.Bucket,
            Key = key,
            ContentType = "application/octet-stream",
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            ChecksumType = ChecksumType.FULL_OBJECT,
        };
        request.Metadata[MultipartUpload.RunMetadata] = run;
        if (store.StorageClass is { } storageClass)
        {
            request.StorageClass = storageClass;
        }

        if (store.Encryption != ObjectEncryption.BucketDefault)
        {
            request.ServerSideEncryptionMethod = store.Encryption == ObjectEncryption.Kms
                ? ServerSideEncryptionMethod.AWSKMS
                : ServerSideEncryptionMethod.AES256;
            request.ServerSideEncryptionKeyManagementServiceKeyId = store.KmsKeyId;
        }

        if (store.Tags.Count > 0)
        {
            request.TagSet = [.. store.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
        }

        if (store.ObjectLock is { } objectLock)
        {
            request.ObjectLockMode = objectLock.Mode == ObjectLockKind.Compliance ? ObjectLockMode.Compliance : ObjectLockMode.Governance;
            request.ObjectLockRetainUntilDate = now.AddDays(objectLock.Days).UtcDateTime;
        }

        return request;
    }

    public static UploadPartRequest Part(
        ObjectStore store, string key, string uploadId, int number, Stream body, Crc32Checksum checksum) => new()
        {
            BucketName = store.Bucket,
            Key = key,
            UploadId = uploadId,
            PartNumber = number,
            PartSize = checksum.Bytes,
            InputStream = body,
            ChecksumCRC32 = checksum.ToString(),
            // Over TLS the checksum guards the body; over plain HTTP the SDK insists on signing it.
            DisablePayloadSigning = store.Endpoint?.Scheme != Uri.UriSchemeHttp,
        };

    public static CompleteMultipartUploadRequest Complete(
        ObjectStore store, string key, string uploadId, List<PartETag> parts, Crc32Checksum checksum) => new()
        {
            BucketName = store.Bucket,
            Key = key,
            UploadId = uploadId,
            PartETags = parts,
            ChecksumCRC32 = checksum.ToString(),
            ChecksumType = ChecksumType.FULL_OBJECT,
            MpuObjectSize = checksum.Bytes,
            IfNoneMatch = "*",
        };

    public static AbortMultipartUploadRequest Abort(ObjectStore store, string key, string uploadId) =>
        new() { BucketName = store.Bucket, Key = key, UploadId = uploadId };

    public static GetObjectMetadataRequest Head(ObjectStore store, string key) =>
        new() { BucketName = store.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED };
}
