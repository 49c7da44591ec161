using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>
/// Uploads whose id never reached us: S3 had started one, but the answer was lost, and the SDK asked for another. Nobody would ever
/// abort them.
/// </summary>
/// <remarks>
/// Ours are known by two things. The key: it holds the second in which the run started, so an upload of exactly this key is of
/// this run, or of one that started in the same second with the same prefix. And by having no part: nobody can send one to an upload
/// whose id nobody knows, whereas a run at work has some before long. What remains is another database's run of the same second and
/// the same prefix that has not sent its first part yet; it would end with an error (never with a false success), as one of any two
/// such runs does anyway, since a key is only ever written once.
/// </remarks>
internal static class LostUploads
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Aborts them. Never throws: where uploads may not be listed, that is logged, and the bucket's own rule remains.</summary>
    /// <param name="target">Whose they are.</param>
    /// <param name="known">The id that did reach us, whose end is seen to elsewhere; null where none did.</param>
    public static async Task AbortAsync(UploadTarget target, string? known)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var request = new ListMultipartUploadsRequest { BucketName = target.Store.Bucket, Prefix = target.Key };
            var open = await target.S3.ListMultipartUploadsAsync(request, timeout.Token).ConfigureAwait(false);
            foreach (var upload in open.MultipartUploads ?? [])
            {
                if (upload.Key == target.Key && upload.UploadId != known
                    && !await HasPartsAsync(target, upload.UploadId, timeout.Token).ConfigureAwait(false))
                {
                    await UploadAbort.RunAsync(target, upload.UploadId, untilGone: false).ConfigureAwait(false);
                }
            }
        }
        catch (Exception fault)
        {
            target.Log.LogWarning(
                "Whether S3 started more than one upload of {Key} in {Bucket} could not be found out ({Reason}); a lifecycle rule that aborts incomplete uploads removes what there may be",
                target.Key, target.Store.Bucket, fault.Message);
        }
    }

    private static async Task<bool> HasPartsAsync(UploadTarget target, string uploadId, CancellationToken cancellation)
    {
        var request = new ListPartsRequest { BucketName = target.Store.Bucket, Key = target.Key, UploadId = uploadId, MaxParts = 1 };
        return (await target.S3.ListPartsAsync(request, cancellation).ConfigureAwait(false)).Parts is { Count: > 0 };
    }
}
