using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>Gives an upload up, its parts with it.</summary>
internal static class UploadAbort
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Aborts one upload. Never throws: what cannot be aborted is logged, for the bucket's own rule.</summary>
    /// <param name="target">Whose it is.</param>
    /// <param name="uploadId">Which.</param>
    /// <param name="untilGone">
    /// Requests about it were cut off, and S3 may still be at work on one of them; then one abort may not be enough (as the API
    /// reference says of AbortMultipartUpload), so it is repeated until S3 knows the upload no more.
    /// </param>
    public static async Task RunAsync(UploadTarget target, string uploadId, bool untilGone)
    {
        Exception? fault = null;
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var timeout = new CancellationTokenSource(AttemptTimeout);
            try
            {
                await target.S3.AbortMultipartUploadAsync(UploadRequest.Abort(target.Store, target.Key, uploadId), timeout.Token).ConfigureAwait(false);
                fault = null;
                if (!untilGone)
                {
                    return;
                }
            }
            catch (AmazonS3Exception gone) when (gone.ErrorCode == "NoSuchUpload")
            {
                return;
            }
            catch (Exception failed)
            {
                fault = failed;
            }
        }

        if (fault is not null)
        {
            target.Log.LogError(
                fault,
                "Upload {UploadId} of {Key} in {Bucket} could not be aborted; a lifecycle rule that aborts incomplete uploads removes it",
                uploadId, target.Key, target.Store.Bucket);
        }
    }
}
