using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Storage;

/// <summary>
/// One replica of a run's archive. It goes along with the primary as long as it can; where it fails for good, or holds the run up for
/// longer than its patience, it is given up: its requests are cancelled, its upload is aborted, and the run goes on without it.
/// Nothing here throws, but where the run was cancelled.
/// </summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly BackupStore store;
    private readonly ReplicaPatience patience;
    private readonly ILogger log;
    private readonly CancellationTokenSource ended;
    private readonly Task<MultipartUpload> starting;
    private readonly Lock gate = new();
    private int underWay;
    private Task? ending;
    private Task<StoredObject>? completing;
    private StoredObject? stored;

    /// <summary>Begins to start its upload: the parts wait for that, not the run.</summary>
    /// <param name="store">Where it is; disposed with the replica, as its patience is.</param>
    /// <param name="primary">What is replicated.</param>
    /// <param name="now">When the run started.</param>
    /// <param name="patience">The run's, with this replica.</param>
    public Replica(BackupStore store, UploadTarget primary, DateTimeOffset now, ReplicaPatience patience)
    {
        (this.store, this.patience, log) = (store, patience, primary.Log);
        ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Over);
        starting = MultipartUpload.StartAsync(primary with { S3 = store.Client, Store = store.Location }, now, ended.Token);
    }

    /// <summary>Why the replica was given up; null where it was not.</summary>
    public string? Failure { get; private set; }

    /// <summary>What arrived there, once the upload was to be completed.</summary>
    public Destination Destination => stored is null ? Destination.Missed(store, Failure!) : Destination.Of(store, stored);

    /// <summary>Sends one part; ends when the replica has it, or has been given up and does not use the part any more.</summary>
    public Task SendPartAsync(int number, PartBuffer part, Crc32Checksum checksum, CancellationToken cancellation) => TryAsync(
        async stop =>
        {
            var upload = await starting.WaitAsync(stop).ConfigureAwait(false);
            await upload.SendPartAsync(number, part, checksum, stop).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>
    /// Completes the upload, when the primary's has been; ends when S3 has the replica, or it has been given up. The run's backup is
    /// stored by now, and a cancellation no more than the replica's end.
    /// </summary>
    public async Task CompleteAsync(ProvedArchive proof, CancellationToken cancellation)
    {
        await using var cancelled = cancellation.Register(ended.Cancel);
        await TryAsync(
            async stop =>
            {
                // What is settled after a completion without an answer takes its time, and not the run's: the end waits for it.
                completing = (await starting.WaitAsync(stop).ConfigureAwait(false)).CompleteAsync(proof, stop);
                stored = await completing.WaitAsync(stop).ConfigureAwait(false);
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What the primary has and the replica is still at: while the run waits, it is for the replica.</summary>
    public async Task CatchUpAsync(Task copying)
    {
        patience.Behind(+1);
        await copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        patience.Behind(-1);
    }

    /// <summary>The run can do nothing but wait, or (-1) goes on.</summary>
    public void Waiting(int change) => patience.Waiting(change);

    /// <summary>Writes the receipt beside the replica, where there is one.</summary>
    public async Task FinishAsync(Func<BackupStore, Task> writeReceipt)
    {
        try
        {
            await (stored is null ? Task.CompletedTask : writeReceipt(store)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            GiveUp(fault);
        }
    }

    /// <summary>Aborts what was not completed; after this nothing of this run reaches the store any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await (ending ?? EndAsync()).ConfigureAwait(false);
        ended.Dispose();
        patience.Dispose();
        store.Dispose();
    }

    public override string ToString() => $"{store.Location.Bucket} in {store.Location.Region}";

    private async Task TryAsync(Func<CancellationToken, Task> attempt, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (Failure is not null)
            {
                return;
            }

            underWay++;
        }

        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ended.Token);
            await attempt(stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            cancellation.ThrowIfCancellationRequested();
            GiveUp(fault);
        }
        finally
        {
            Leave();
        }
    }

    private void GiveUp(Exception fault)
    {
        lock (gate)
        {
            if (Failure is not null)
            {
                return;
            }

            Failure = patience.Over.IsCancellationRequested ? $"It held the run up for more than {patience}."
                : fault is BackupException ? fault.Message
                : fault is OperationCanceledException ? "The run was cancelled before it was complete."
                : $"An unexpected fault: {fault.GetType().Name}.";
            if (stored is null && completing is { IsFaulted: false, IsCanceled: false })
            {
                Failure += " Its completion was under way: the archive may or may not be stored there, without a receipt.";
            }
        }

        log.LogWarning("The replica in bucket {Bucket} was given up: {Reason}", store.Location.Bucket, Failure);
        ended.Cancel();
    }

    // The last request to end sees to the upload, at once: a run may go on for hours.
    private void Leave()
    {
        lock (gate)
        {
            underWay--;
            if (underWay == 0 && Failure is not null)
            {
                ending = Task.Run(EndAsync);
            }
        }
    }

    private async Task EndAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (completing is not null)
        {
            await ((Task)completing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // An upload that did not start has seen to its own end.
        if (starting.IsCompletedSuccessfully)
        {
            await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }
}
