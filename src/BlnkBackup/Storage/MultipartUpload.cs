using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>
/// One S3 multipart upload. It has two endings: <see cref="CompleteAsync"/>, against the proof that the archive is whole, or
/// <see cref="AbortAsync"/>; disposing an upload that was not completed aborts it.
/// </summary>
internal sealed class MultipartUpload : IAsyncDisposable
{
    /// <summary>The metadata by which an object is known as this upload's own, whatever answers were lost.</summary>
    public const string RunMetadata = "x-amz-meta-blnk-backup-run";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private readonly UploadTarget target;
    private readonly string uploadId;
    private readonly bool mayHaveStartedMore;
    private readonly ConcurrentDictionary<int, (PartETag ETag, Crc32Checksum Checksum)> parts = new();
    private volatile bool cutOff;
    private bool ended;

    private MultipartUpload(UploadTarget target, string uploadId, bool mayHaveStartedMore)
    {
        this.target = target;
        this.uploadId = uploadId;
        this.mayHaveStartedMore = mayHaveStartedMore;
    }

    /// <summary>Starts an upload: the store's settings and credentials are found good or refused here, before anything is dumped.</summary>
    public static async Task<MultipartUpload> StartAsync(UploadTarget target, DateTimeOffset now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // An upload whose id never reaches us can only be searched for: a run that is cancelled waits a little for the answer.
        using var patience = new CancellationTokenSource();
        await using var cancelled = cancellation.Register(() => patience.CancelAfter(StartPatience));
        var count = SendCount.Begin();
        try
        {
            var started = await target.S3.InitiateMultipartUploadAsync(
                UploadRequest.Start(target.Store, target.Key, target.Run, now), patience.Token).ConfigureAwait(false);
            return new MultipartUpload(target, started.UploadId, mayHaveStartedMore: count.Sends > 1);
        }
        catch (Exception fault)
        {
            // A first answer that refuses is an answer; all else leaves open what S3 did.
            var refused = count.Sends <= 1 && fault is AmazonS3Exception { StatusCode: var status } && (int)status is >= 400 and < 500;
            if (count.Sends > 0 && !refused)
            {
                await LostUploads.AbortAsync(target, known: null).ConfigureAwait(false);
            }

            cancellation.ThrowIfCancellationRequested();
            throw S3Failure.Of(fault, $"start the upload of {target.Key}", target.Store);
        }
    }

    /// <summary>Sends one part; the SDK sends it again from its buffer where that may help.</summary>
    public async Task SendPartAsync(int number, PartBuffer part, Crc32Checksum checksum, CancellationToken cancellation)
    {
        try
        {
            var sent = await SendAnewIfGarbledAsync(
                body => target.S3.UploadPartAsync(
                    UploadRequest.Part(target.Store, target.Key, uploadId, number, body, checksum), cancellation),
                part).ConfigureAwait(false);
            parts[number] = (new PartETag(number, sent.ETag) { ChecksumCRC32 = checksum.ToString() }, checksum);
        }
        catch (Exception fault)
        {
            cutOff = true;
            cancellation.ThrowIfCancellationRequested();
            throw S3Failure.Of(fault, $"send part {number} of {target.Key}", target.Store);
        }
    }

    /// <summary>Makes the parts an object, and asks S3 whether it has what was sent.</summary>
    /// <exception cref="BackupException">It is not so; then no object was left by this upload, unless it says that nobody knows.</exception>
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
            var request = UploadRequest.Complete(target.Store, target.Key, uploadId, [.. parts.Values.Select(part => part.ETag)], checksum);
            var completed = await target.S3.CompleteMultipartUploadAsync(request, cancellation).ConfigureAwait(false);
            if (completed.ETag is null)
            {
                throw new AmazonS3Exception("S3 answered the completion with no entity tag.");
            }
        }
        catch (Exception fault)
        {
            // An answer that is lost or cancelled says nothing of what S3 did. After the abort it is one or the other: ask.
            cutOff = true;
            await AbortAsync().ConfigureAwait(false);
            var failure = S3Failure.Of(fault, $"complete the upload of {target.Key}", target.Store);
            if (await OwnObject.FindAsync(target, failure.Message.TrimEnd('.')).ConfigureAwait(false) is null)
            {
                cancellation.ThrowIfCancellationRequested();
                throw failure;
            }
        }

        ended = true;
        return await OwnObject.EnsureAsync(target, checksum).ConfigureAwait(false) with { Parts = parts.Count };
    }

    /// <summary>Gives the upload up, its parts with it. Never throws: what cannot be aborted is logged for the bucket's own rule.</summary>
    public async Task AbortAsync()
    {
        if (!ended)
        {
            ended = true;
            await UploadAbort.RunAsync(target, uploadId, untilGone: cutOff).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        if (mayHaveStartedMore)
        {
            await LostUploads.AbortAsync(target, uploadId).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A request that was cut off may still read its body while the SDK sends the same body again; S3 then refuses what came, by its
    /// signature or checksum, and the SDK takes that for final. So the part is sent once more, from a stream that nobody else reads.
    /// </summary>
    private static async Task<UploadPartResponse> SendAnewIfGarbledAsync(Func<PartStream, Task<UploadPartResponse>> send, PartBuffer part)
    {
        var count = SendCount.Begin();
        try
        {
            await using var body = new PartStream(part);
            return await send(body).ConfigureAwait(false);
        }
        catch (AmazonS3Exception refused) when (count.Sends > 1 && refused.ErrorCode is ("SignatureDoesNotMatch" or "BadDigest" or "IncompleteBody"))
        {
            await using var body = new PartStream(part);
            return await send(body).ConfigureAwait(false);
        }
    }
}
