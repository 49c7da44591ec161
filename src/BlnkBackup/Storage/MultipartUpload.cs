using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>
/// One S3 multipart upload. It has two endings: <see cref="CompleteAsync"/>, against the proof that the archive is whole, or
/// <see cref="AbortAsync"/>; disposing an upload that was not completed aborts it.
/// </summary>
internal sealed class MultipartUpload : IAsyncDisposable
{
    /// <summary>The metadata by which an object is known as this upload's own, whatever answers were lost.</summary>
    public const string RunMetadata = "x-amz-meta-blnk-backup-run";

    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(60);

    private readonly IAmazonS3 s3;
    private readonly ObjectStore store;
    private readonly string key;
    private readonly string run;
    private readonly string uploadId;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<int, (PartETag ETag, Crc32Checksum Checksum)> parts = new();
    private bool ended;

    private MultipartUpload(IAmazonS3 s3, ObjectStore store, string key, string run, string uploadId, ILogger log)
    {
        this.s3 = s3;
        this.store = store;
        this.key = key;
        this.run = run;
        this.uploadId = uploadId;
        this.log = log;
    }

    /// <summary>Starts an upload: the store's settings and credentials are found good or refused here, before anything is dumped.</summary>
    public static async Task<MultipartUpload> StartAsync(
        IAmazonS3 s3, ObjectStore store, string key, DateTimeOffset now, ILogger log, CancellationToken cancellation)
    {
        var run = Guid.NewGuid().ToString("N");
        cancellation.ThrowIfCancellationRequested();
        try
        {
            // Not to be cancelled: an upload whose id never reached us could not be aborted.
            var started = await s3.InitiateMultipartUploadAsync(UploadRequest.Start(store, key, run, now), CancellationToken.None).ConfigureAwait(false);
            return new MultipartUpload(s3, store, key, run, started.UploadId, log);
        }
        catch (Exception fault)
        {
            throw S3Failure.Of(fault, $"start the upload of {key}", store);
        }
    }

    /// <summary>Sends one part; the SDK sends it again from its buffer where that may help.</summary>
    public async Task SendPartAsync(int number, PartBuffer part, CancellationToken cancellation)
    {
        var checksum = part.Checksum();
        try
        {
            await using var body = new PartStream(part);
            var sent = await s3.UploadPartAsync(
                UploadRequest.Part(store, key, uploadId, number, body, checksum), cancellation).ConfigureAwait(false);
            parts[number] = (new PartETag(number, sent.ETag) { ChecksumCRC32 = checksum.ToString() }, checksum);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw S3Failure.Of(fault, $"send part {number} of {key}", store);
        }
    }

    /// <summary>Makes the parts an object, and asks S3 whether it has what was sent.</summary>
    /// <exception cref="BackupException">It is not so; then no object was left by this upload.</exception>
    public async Task<StoredObject> CompleteAsync(ProvedArchive proof, CancellationToken cancellation)
    {
        var checksum = parts.OrderBy(part => part.Key).Select(part => part.Value.Checksum).Aggregate((all, next) => all.Then(next));
        if (checksum.Bytes != proof.Archive.Length)
        {
            throw new BackupException(
                FailureKind.UploadFailed,
                $"The parts hold {checksum.Bytes} bytes, the archive {proof.Archive.Length}.",
                "This is a fault of the program: please report it. The upload was aborted.");
        }

        try
        {
            var completed = await s3.CompleteMultipartUploadAsync(
                UploadRequest.Complete(store, key, uploadId, [.. parts.Values.Select(part => part.ETag)], checksum), cancellation)
                .ConfigureAwait(false);
            if (completed.ETag is null)
            {
                throw new AmazonS3Exception("S3 answered the completion with no entity tag.");
            }
        }
        catch (Exception fault)
        {
            // An answer that is lost or cancelled says nothing of what S3 did. After the abort it is one or the other: ask.
            await AbortAsync().ConfigureAwait(false);
            if (await FindOwnAsync().ConfigureAwait(false) is null)
            {
                cancellation.ThrowIfCancellationRequested();
                throw S3Failure.Of(fault, $"complete the upload of {key}", store);
            }
        }

        ended = true;
        return await EnsureStoredAsync(checksum).ConfigureAwait(false);
    }

    /// <summary>Gives the upload up, its parts with it. Never throws: what cannot be aborted is logged for the bucket's own rule.</summary>
    public async Task AbortAsync()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        using var timeout = new CancellationTokenSource(AbortTimeout);
        try
        {
            await s3.AbortMultipartUploadAsync(UploadRequest.Abort(store, key, uploadId), timeout.Token).ConfigureAwait(false);
        }
        catch (AmazonS3Exception gone) when (gone.ErrorCode == "NoSuchUpload")
        {
            // Aborted or completed already.
        }
        catch (Exception fault)
        {
            log.LogError(
                fault,
                "Upload {UploadId} of {Key} in {Bucket} could not be aborted; a lifecycle rule that aborts incomplete uploads removes it",
                uploadId, key, store.Bucket);
        }
    }

    public async ValueTask DisposeAsync() => await AbortAsync().ConfigureAwait(false);

    private async Task<StoredObject> EnsureStoredAsync(Crc32Checksum sent)
    {
        var stored = await FindOwnAsync().ConfigureAwait(false);
        var wrong = stored switch
        {
            null => "S3 does not have it",
            _ when stored.Bytes != sent.Bytes => $"S3 has {stored.Bytes} bytes, {sent.Bytes} were sent",
            { Crc32: null } when store.Endpoint is null => "S3 reports no checksum of it",
            { Crc32: { } has } when has != sent.ToString() => $"S3 has CRC-32 {has}, sent was {sent}",
            _ => null,
        };
        return wrong is null
            ? stored! with { Parts = parts.Count }
            : throw new BackupException(
                FailureKind.UploadFailed,
                $"The upload of {key} was completed, but {wrong}.",
                $"Do not trust the object {key}: remove it and run the backup again.");
    }

    /// <summary>The object, where it is there and this upload's own.</summary>
    private async Task<StoredObject?> FindOwnAsync()
    {
        using var timeout = new CancellationTokenSource(AbortTimeout);
        try
        {
            var head = await s3.GetObjectMetadataAsync(UploadRequest.Head(store, key), timeout.Token).ConfigureAwait(false);
            return head.Metadata[RunMetadata] == run
                ? new StoredObject(key, head.ContentLength, head.ETag.Trim('"'), head.ChecksumCRC32, head.VersionId, parts.Count)
                : null;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception fault)
        {
            throw S3Failure.Of(fault, $"ask for the object {key}", store);
        }
    }
}
