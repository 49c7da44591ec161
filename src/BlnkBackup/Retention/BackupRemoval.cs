using Amazon.S3.Model;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Retention;

/// <summary>All objects of one backup, to be removed together: <c>blnk_backup_YYYYMMDD_HHMMSS.*</c>, its dump, receipt and reports.</summary>
/// <remarks>
/// The receipt goes first and the dump last. Wherever a removal is broken off, the dump without its receipt counts as unfinished, is
/// never taken for a backup, and leads the next prune to all that is left. Objects are deleted by key alone, never by version: in a
/// versioned bucket each gets a delete marker, and a mistake can be undone until the bucket's own rules expire the noncurrent versions.
/// </remarks>
internal sealed class BackupRemoval
{
    private readonly BackupStore store;
    private readonly IReadOnlyList<string> keys;

    private BackupRemoval(BackupStore store, IReadOnlyList<string> keys)
    {
        this.store = store;
        this.keys = keys;
    }

    /// <summary>Finds the backup's objects.</summary>
    /// <exception cref="BackupException">The store cannot be listed.</exception>
    public static async Task<BackupRemoval> PrepareAsync(BackupStore store, StoredBackup backup, CancellationToken cancellation)
    {
        var key = new BackupKey(store.Location.Prefix, backup.Time);
        var request = new ListObjectsV2Request { BucketName = store.Location.Bucket, Prefix = key.CommonStartOfObjects };
        try
        {
            var found = new List<string>();
            await foreach (var stored in store.Client.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(cancellation).ConfigureAwait(false))
            {
                // What lies in folders of such a name is somebody else's.
                if (!stored.Key.AsSpan(request.Prefix.Length).Contains('/'))
                {
                    found.Add(stored.Key);
                }
            }

            return new BackupRemoval(store, [.. found.Distinct().OrderBy(found => found == key.Receipt ? 0 : found == backup.Key ? 2 : 1)]);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            throw S3Failure.Of(fault, $"list the objects of {backup.Key}", store.Location, FailureKind.StoreUnreadable);
        }
    }

    /// <summary>Why the backup may not be removed; null where nothing holds any of its objects.</summary>
    public async Task<string?> FindHoldAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            if (await ObjectHold.FindAsync(store, key, now, cancellation).ConfigureAwait(false) is { } hold)
            {
                return hold;
            }
        }

        return null;
    }

    /// <summary>Removes all objects.</summary>
    /// <exception cref="BackupException">One could not be removed; those before it are.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            try
            {
                await store.Client.DeleteObjectAsync(
                    new DeleteObjectRequest { BucketName = store.Location.Bucket, Key = key }, cancellation).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                throw S3Failure.Of(fault, $"remove {key}", store.Location, FailureKind.PruneIncomplete);
            }
        }
    }
}
