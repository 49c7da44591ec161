using System.Runtime.ExceptionServices;
using BlnkBackup.Archive;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>
/// Cuts the archive into parts and sends them, a few at a time, as they fill. Part 1, with header and table of contents, stays
/// here until the offsets are known, and goes up last.
/// </summary>
internal sealed class PartWriter(ReplicatedUpload upload, PartPlan plan, int partsInFlight, CancellationToken cancellation)
    : IArchiveDestination, IAsyncDisposable
{
    // However large the parts have become, no more of them wait than this holds, but one.
    private const long MostBytesInFlight = 256L << 20;

    private readonly SlabPool slabs = new();
    private readonly List<Task> sending = [];
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private Exception? failure;
    private PartBuffer? first;
    private PartBuffer? current;
    private int number = 1;

    /// <summary>The caller's cancellation, or the failure of a part: the rest of the run then has nothing to wait for.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>Throws what the first part failed with, where one did.</summary>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref failure) is { } failed)
        {
            ExceptionDispatchInfo.Throw(failed);
        }
    }

    public ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation)
    {
        first = new PartBuffer(slabs, Math.Max(plan.BytesOf(1), contents.Length));
        current = first;
        return WriteBlocksAsync(contents, cancellation);
    }

    public async ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation)
    {
        while (!blocks.IsEmpty)
        {
            current ??= NextPart();
            var count = (int)Math.Min(blocks.Length, current.Room);
            current.Append(blocks.Span[..count]);
            blocks = blocks[count..];
            if (current.Room == 0)
            {
                await SealAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends what is left: the last part, and part 1 with the offsets set; ends when S3 has all parts.</summary>
    public async Task FinishAsync(WholeArchive archive)
    {
        await SealAsync().ConfigureAwait(false);
        first!.OverwriteStart(archive.Contents.Span);
        Send(1, first);
        while (sending.Count > 0)
        {
            await OneSentAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends what is under way: after this no part reaches S3 any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private PartBuffer NextPart()
    {
        number++;
        return number <= PartPlan.MostParts
            ? new PartBuffer(slabs, plan.BytesOf(number))
            : throw new BackupException(
                FailureKind.UploadFailed,
                $"The archive is larger than {plan.CapacityBytes} bytes, the most that {PartPlan.MostParts} parts can hold.",
                "Dump the database in pieces; this much more than its size on disk was not expected.");
    }

    private async Task SealAsync()
    {
        if (current is { } full && current != first)
        {
            Send(number, full);
            var atOnce = Math.Max(1, Math.Min(partsInFlight, MostBytesInFlight / plan.BytesOf(number)));
            while (sending.Count >= atOnce || sending.Exists(part => part.IsCompleted))
            {
                await OneSentAsync().ConfigureAwait(false);
            }
        }

        current = null;
    }

    private void Send(int partNumber, PartBuffer part) => sending.Add(Task.Run(
        async () =>
        {
            try
            {
                await upload.SendPartAsync(partNumber, part, part.Checksum(), stop.Token).ConfigureAwait(false);
                part.Dispose();
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // pg_dump may be silent for long: the run is not to wait for its next part to learn of this one.
                Interlocked.CompareExchange(ref failure, failed, null);
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        },
        CancellationToken.None));

    private async Task OneSentAsync()
    {
        var sent = await upload.WaitAsync(Task.WhenAny(sending)).ConfigureAwait(false);
        sending.Remove(sent);
        if (!sent.IsCompletedSuccessfully)
        {
            ThrowIfFailed();
        }

        await sent.ConfigureAwait(false);
    }
}
