using System.IO.Hashing;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Configuration;
using ObjectEncryption = BlnkBackup.Configuration.ObjectEncryption;

namespace BlnkBackup.Storage;

/// <summary>The requests of a multipart upload and of its receipt, each with what the configuration asks for.</summary>
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
            request.ServerSideEncryptionMethod = Encryption(store);
            request.ServerSideEncryptionKeyManagementServiceKeyId = store.KmsKeyId;
        }

        if (store.Tags.Count > 0)
        {
            request.TagSet = Tags(store);
        }

        if (store.ObjectLock is { } objectLock)
        {
            request.ObjectLockMode = Mode(objectLock);
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

    /// <summary>The receipt is of S3's standard class: it is small, and to be read at once.</summary>
    public static PutObjectRequest Receipt(ObjectStore store, string key, string run, DateTimeOffset started, byte[] text)
    {
        var request = new PutObjectRequest
        {
            BucketName = store.Bucket,
            Key = key,
            ContentType = "application/json",
            InputStream = new MemoryStream(text, writable: false),
            ChecksumCRC32 = new Crc32Checksum(Crc32.HashToUInt32(text), text.Length).ToString(),
            IfNoneMatch = "*",
            DisablePayloadSigning = store.Endpoint?.Scheme != Uri.UriSchemeHttp,
        };
        request.Metadata[MultipartUpload.RunMetadata] = run;
        if (store.Encryption != ObjectEncryption.BucketDefault)
        {
            request.ServerSideEncryptionMethod = Encryption(store);
            request.ServerSideEncryptionKeyManagementServiceKeyId = store.KmsKeyId;
        }

        if (store.Tags.Count > 0)
        {
            request.TagSet = Tags(store);
        }

        if (store.ObjectLock is { } objectLock)
        {
            request.ObjectLockMode = Mode(objectLock);
            request.ObjectLockRetainUntilDate = started.AddDays(objectLock.Days).UtcDateTime;
        }

        return request;
    }

    public static AbortMultipartUploadRequest Abort(ObjectStore store, string key, string uploadId) =>
        new() { BucketName = store.Bucket, Key = key, UploadId = uploadId };

    public static GetObjectMetadataRequest Head(ObjectStore store, string key) =>
        new() { BucketName = store.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED };

    private static ServerSideEncryptionMethod Encryption(ObjectStore store) =>
        store.Encryption == ObjectEncryption.Kms ? ServerSideEncryptionMethod.AWSKMS : ServerSideEncryptionMethod.AES256;

    private static List<Tag> Tags(ObjectStore store) => [.. store.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];

    private static ObjectLockMode Mode(ObjectLock objectLock) =>
        objectLock.Mode == ObjectLockKind.Compliance ? ObjectLockMode.Compliance : ObjectLockMode.Governance;
}
