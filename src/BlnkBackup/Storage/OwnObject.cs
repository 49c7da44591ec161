using Amazon.S3;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>Asks S3 for the object that a run was to become.</summary>
internal static class OwnObject
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>The object, where it is there and the run's own.</summary>
    /// <param name="target">Whose it is.</param>
    /// <param name="before">What was done before, for the message: "The upload of KEY was completed", ….</param>
    /// <exception cref="BackupException">S3 cannot be asked: nobody knows.</exception>
    public static async Task<StoredObject?> FindAsync(UploadTarget target, string before)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var head = await target.S3.GetObjectMetadataAsync(UploadRequest.Head(target.Store, target.Key), timeout.Token).ConfigureAwait(false);
            return head.Metadata[MultipartUpload.RunMetadata] == target.Run
                ? new StoredObject(target.Key, head.ContentLength, head.ETag.Trim('"'), head.ChecksumCRC32, head.VersionId, head.PartsCount ?? 0)
                : null;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception fault)
        {
            var unasked = S3Failure.Of(fault, $"ask for {target.Key}", target.Store);
            throw new BackupException(
                FailureKind.UploadFailed,
                $"{before}, and S3 could not be asked what it has: the backup may or may not be stored. {unasked.Message}",
                $"Check {target.Key} in bucket {target.Store.Bucket}: if it is there, it is whole or it is not this run's, but without a receipt it counts as unfinished. Run the backup again. {unasked.Remedy}",
                fault);
        }
    }

    /// <summary>The object, which is to be as it was sent.</summary>
    /// <exception cref="BackupException">It is not, or it is not there.</exception>
    public static async Task<StoredObject> EnsureAsync(UploadTarget target, Crc32Checksum sent)
    {
        var stored = await FindAsync(target, $"The upload of {target.Key} was completed").ConfigureAwait(false);
        var wrong = stored switch
        {
            null => "S3 does not have it",
            _ when stored.Bytes != sent.Bytes => $"S3 has {stored.Bytes} bytes, {sent.Bytes} were sent",
            { Crc32: null } when target.Store.Endpoint is null => "S3 reports no checksum of it",
            { Crc32: { } has } when has != sent.ToString() => $"S3 has CRC-32 {has}, sent was {sent}",
            _ => null,
        };
        return wrong is null
            ? stored!
            : throw new BackupException(
                FailureKind.UploadFailed,
                $"The upload of {target.Key} was completed, but {wrong}.",
                $"Do not trust the object {target.Key}: remove it and run the backup again.");
    }
}
