using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>The backups in a bucket under a prefix: to list, to find, to read.</summary>
/// <param name="store">Where they are.</param>
/// <param name="clock">The time by which a connection is given up; the system's unless told.</param>
public sealed class BackupStore(ObjectStore store, TimeProvider? clock = null) : IDisposable
{
    /// <summary>The word for the newest finished backup wherever a key is asked for.</summary>
    public const string Latest = "latest";

    /// <summary>Where they are.</summary>
    public ObjectStore Location { get; } = store;

    internal IAmazonS3 Client { get; } = S3Clients.Open(store, clock ?? TimeProvider.System);

    /// <summary>The backups, newest first by their keys' time; whatever else is in the bucket is left out.</summary>
    /// <exception cref="BackupException">The store cannot be listed.</exception>
    public async Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = Location.Bucket,
            Prefix = BackupKey.CommonStart(Location.Prefix),
        };
        try
        {
            var objects = new Dictionary<string, S3Object>(StringComparer.Ordinal);
            await foreach (var stored in Client.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(cancellation).ConfigureAwait(false))
            {
                objects[stored.Key] = stored;
            }

            return [.. objects.Values.SelectMany(stored => Backup(stored, objects.ContainsKey)).OrderByDescending(backup => backup.Time)];
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            throw S3Failure.Of(fault, "list the backups", Location, FailureKind.StoreUnreadable);
        }
    }

    /// <summary>Finds one backup.</summary>
    /// <param name="name">Its key, with or without the prefix, or <see cref="Latest"/>; a key may be that of an unfinished one.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="BackupException">There is none of that name.</exception>
    public async Task<StoredBackup> FindAsync(string name, CancellationToken cancellation)
    {
        var backups = await ListAsync(cancellation).ConfigureAwait(false);
        var found = backups.FirstOrDefault(
            backup => name == Latest ? backup.IsFinished : backup.Key == name || backup.Key == Location.Prefix + name);
        return found ?? throw new BackupException(
            FailureKind.BackupNotFound,
            name == Latest ? $"There is no finished backup in {Location}." : $"There is no backup {name} in {Location}.",
            "List what there is with: blnk-backup list. Check S3_BACKUP_BUCKET and S3_BACKUP_PREFIX.");
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    /// <summary>Opens a backup to be read from its start, whatever breaks on the way.</summary>
    /// <param name="backup">Which.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <param name="failure">The kind of a failure to read it.</param>
    internal async Task<ObjectStream> OpenAsync(
        StoredBackup backup, CancellationToken cancellation, FailureKind failure = FailureKind.RestoreFailed)
    {
        try
        {
            var head = await Client.GetObjectMetadataAsync(UploadRequest.Head(Location, backup.Key), cancellation).ConfigureAwait(false);
            return new ObjectStream(Client, Location, backup.Key, head.ETag, head.ContentLength, head.ChecksumCRC32, failure);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw S3Failure.Of(fault, $"open {backup.Key}", Location, failure);
        }
    }

    private IEnumerable<StoredBackup> Backup(S3Object stored, Func<string, bool> isThere)
    {
        if (BackupKey.TryParse(Location.Prefix, stored.Key, out var key))
        {
            yield return new StoredBackup(
                stored.Key, key.Time, stored.Size ?? 0, stored.StorageClass?.Value ?? "STANDARD", IsFinished: isThere(key.Receipt));
        }
    }
}
