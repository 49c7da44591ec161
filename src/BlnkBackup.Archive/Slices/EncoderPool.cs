using System.Collections.Concurrent;

namespace BlnkBackup.Archive.Slices;

/// <summary>Encodes slices on the thread pool, an encoder for each that runs at the same time.</summary>
internal sealed class EncoderPool(Compression compression) : IDisposable
{
    private readonly ConcurrentBag<SliceEncoder> idle = [];

    /// <summary>Starts to encode a slice; its <see cref="ArchiveSlice.Encoding"/> ends when that is done.</summary>
    public void Start(ArchiveSlice slice) => slice.Encoding = Task.Run(() =>
    {
        if (!idle.TryTake(out var encoder))
        {
            encoder = new SliceEncoder(compression);
        }

        encoder.Encode(slice);
        idle.Add(encoder);
    });

    public void Dispose()
    {
        foreach (var encoder in idle)
        {
            encoder.Dispose();
        }
    }
}
