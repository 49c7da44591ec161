using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>
/// The upload of one archive to its bucket, the primary, and at the same time to its replicas, where there are any. The primary alone
/// decides how the upload ends: its failure is the run's, and what happens at a replica never reaches it, but for the time that
/// <see cref="ReplicaPatience"/> grants.
/// </summary>
internal sealed class ReplicatedUpload : IAsyncDisposable
{
    private readonly BackupStore store;
    private readonly UploadTarget target;
    private readonly MultipartUpload primary;
    private readonly ReplicaPolicy policy;
    private readonly List<Replica> replicas;

    private ReplicatedUpload(BackupStore store, UploadTarget target, MultipartUpload primary, ReplicaPolicy policy, List<Replica> replicas) =>
        (this.store, this.target, this.primary, this.policy, this.replicas) = (store, target, primary, policy, replicas);

    /// <summary>The run's own id, in the metadata of each object.</summary>
    public string Run => target.Run;

    /// <summary>Starts the primary's upload, as <see cref="MultipartUpload"/> does, and then those of the replicas, for which nobody waits.</summary>
    public static async Task<ReplicatedUpload> StartAsync(
        BackupStore store, ReplicaSettings settings, string key, DateTimeOffset now, TimeProvider clock, ILogger log, CancellationToken cancellation)
    {
        // Opened first: no client that cannot be made is to leave the primary's upload behind.
        List<BackupStore> stores = [.. settings.Stores.Select(location => new BackupStore(location, clock))];
        var target = new UploadTarget(store.Client, store.Location, key, Guid.NewGuid().ToString("N"), log);
        try
        {
            var primary = await MultipartUpload.StartAsync(target, now, cancellation).ConfigureAwait(false);
            return new ReplicatedUpload(
                store, target, primary, settings.Policy,
                [.. stores.Select(replica => new Replica(replica, target, now, new ReplicaPatience(settings.Patience, clock)))]);
        }
        catch
        {
            stores.ForEach(replica => replica.Dispose());
            throw;
        }
    }

    /// <summary>Sends one part everywhere; ends when nobody needs the part any more.</summary>
    public async Task SendPartAsync(int number, PartBuffer part, Crc32Checksum checksum, CancellationToken cancellation)
    {
        if (replicas.Count == 0)
        {
            await primary.SendPartAsync(number, part, checksum, cancellation).ConfigureAwait(false);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var copies = replicas.ConvertAll(replica => (Replica: replica, Sending: replica.SendPartAsync(number, part, checksum, stop.Token)));
        try
        {
            await primary.SendPartAsync(number, part, checksum, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await Task.WhenAll(copies.Select(copy => copy.Replica.CatchUpAsync(copy.Sending))).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for what the run cannot go on without; what only replicas hold up comes off their patience.</summary>
    public async Task<T> WaitAsync<T>(Task<T> awaited)
    {
        replicas.ForEach(replica => replica.Waiting(+1));
        try
        {
            return await awaited.ConfigureAwait(false);
        }
        finally
        {
            replicas.ForEach(replica => replica.Waiting(-1));
        }
    }

    /// <summary>Completes the primary's upload, and once that is an object the replicas'; see <see cref="MultipartUpload.CompleteAsync"/>.</summary>
    /// <returns>The primary's object, and what arrived where, the primary first.</returns>
    public async Task<(StoredObject Stored, IReadOnlyList<Destination> Destinations)> CompleteAsync(
        ProvedArchive proof, CancellationToken cancellation)
    {
        var stored = await primary.CompleteAsync(proof, cancellation).ConfigureAwait(false);
        await WaitAsync(CopyAsync()).ConfigureAwait(false);
        return (stored, [Destination.Of(store, stored), .. replicas.Select(replica => replica.Destination)]);

        async Task<bool> CopyAsync()
        {
            await Task.WhenAll(replicas.Select(replica => replica.CatchUpAsync(replica.CompleteAsync(proof, cancellation)))).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Writes the receipt beside each replica, the primary having its own.</summary>
    /// <param name="writeReceipt">Writes it into a store.</param>
    /// <exception cref="BackupException">A replica has no finished backup, and the policy asks for all.</exception>
    public async Task FinishReplicasAsync(Func<BackupStore, Task> writeReceipt)
    {
        await Task.WhenAll(replicas.Select(replica => replica.FinishAsync(writeReceipt))).ConfigureAwait(false);
        var missed = replicas.Where(replica => replica.Failure is not null).ToList();
        if (missed.Count > 0 && policy == ReplicaPolicy.All)
        {
            throw new BackupException(
                FailureKind.UploadFailed,
                $"The backup {target.Key} is stored and finished in bucket {store.Location.Bucket}, the primary, but not in every replica: "
                + string.Join(" ", missed.Select(replica => $"{replica}: {replica.Failure}")),
                "The primary's backup is good. See to the replica (S3_REPLICAS) and run the backup again, or copy the archive and then its "
                + "receipt there; where the primary alone may do, set S3_REPLICA_POLICY to primary.");
        }
    }

    /// <summary>Aborts whatever was not completed, everywhere.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll([primary.DisposeAsync().AsTask(), .. replicas.Select(replica => replica.DisposeAsync().AsTask())]).ConfigureAwait(false);
    }
}
