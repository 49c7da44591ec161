using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Retention;

/// <summary>Asks whether object lock protects an object.</summary>
internal static class ObjectHold
{
    /// <summary>True where the bucket says that it has no object lock, and so no object has. Where it does not say, each is to be asked.</summary>
    public static async Task<bool> IsUnknownToBucketAsync(BackupStore store, CancellationToken cancellation)
    {
        try
        {
            var request = new GetObjectLockConfigurationRequest { BucketName = store.Location.Bucket };
            await store.Client.GetObjectLockConfigurationAsync(request, cancellation).ConfigureAwait(false);
            return false;
        }
        catch (AmazonS3Exception answer)
        {
            return answer.ErrorCode == "ObjectLockConfigurationNotFoundError";
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Why the object may not be removed; null where nothing holds it. Where S3 does not say, that is a reason too.</summary>
    public static async Task<string?> FindAsync(BackupStore store, string key, DateTimeOffset now, CancellationToken cancellation)
    {
        var bucket = store.Location.Bucket;
        try
        {
            var until = await RetainedUntilAsync(store, key, cancellation).ConfigureAwait(false);
            if (until > now)
            {
                return string.Create(CultureInfo.InvariantCulture, $"object lock retains {key} until {until:yyyy-MM-dd HH:mm:ss}Z");
            }

            return await IsOnLegalHoldAsync(store, key, cancellation).ConfigureAwait(false) ? $"a legal hold is on {key}" : null;
        }
        catch (AmazonS3Exception denied) when (denied.StatusCode == HttpStatusCode.Forbidden)
        {
            return $"whether object lock holds {key} may not be asked: allow s3:GetObjectRetention and s3:GetObjectLegalHold on bucket {bucket}";
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return S3Failure.Of(fault, $"ask whether object lock holds {key}", store.Location, FailureKind.StoreUnreadable).Message;
        }
    }

    private static async Task<DateTimeOffset?> RetainedUntilAsync(BackupStore store, string key, CancellationToken cancellation)
    {
        try
        {
            var request = new GetObjectRetentionRequest { BucketName = store.Location.Bucket, Key = key };
            var answer = await store.Client.GetObjectRetentionAsync(request, cancellation).ConfigureAwait(false);
            return answer.Retention?.RetainUntilDate is { } until ? new DateTimeOffset(until.ToUniversalTime()) : null;
        }
        catch (AmazonS3Exception answer) when (MeansNotLocked(answer))
        {
            return null;
        }
    }

    private static async Task<bool> IsOnLegalHoldAsync(BackupStore store, string key, CancellationToken cancellation)
    {
        try
        {
            var request = new GetObjectLegalHoldRequest { BucketName = store.Location.Bucket, Key = key };
            var answer = await store.Client.GetObjectLegalHoldAsync(request, cancellation).ConfigureAwait(false);
            return answer.LegalHold?.Status == ObjectLockLegalHoldStatus.On;
        }
        catch (AmazonS3Exception answer) when (MeansNotLocked(answer))
        {
            return false;
        }
    }

    // The object has no lock; the bucket has none ("Bucket is missing Object Lock Configuration"); the store knows of none.
    private static bool MeansNotLocked(AmazonS3Exception answer) => answer.ErrorCode switch
    {
        "NoSuchObjectLockConfiguration" or "NotImplemented" => true,
        "InvalidRequest" => answer.Message.Contains("lock", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
