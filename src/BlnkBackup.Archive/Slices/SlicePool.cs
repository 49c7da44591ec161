using System.Collections.Concurrent;

namespace BlnkBackup.Archive.Slices;

/// <summary>
/// The slices of one encoding, a fixed number: the reader takes an empty one, the writer gives it back. So memory is bounded and
/// the slowest stage sets the pace. A slice is made when it is first wanted: a small database never fills them all.
/// </summary>
internal sealed class SlicePool(int count) : IDisposable
{
    private readonly ConcurrentBag<ArchiveSlice> returned = [];
    private readonly SemaphoreSlim free = new(count);

    /// <summary>An empty slice; waits until one is free.</summary>
    public ArchiveSlice Take(CancellationToken cancellation)
    {
        free.Wait(cancellation);
        return returned.TryTake(out var slice) ? slice : new ArchiveSlice();
    }

    public void Return(ArchiveSlice slice)
    {
        slice.Clear();
        returned.Add(slice);
        free.Release();
    }

    public void Dispose() => free.Dispose();
}
