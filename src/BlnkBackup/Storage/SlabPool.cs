using System.Collections.Concurrent;

namespace BlnkBackup.Storage;

/// <summary>The memory that parts are made of: slabs of 8 MiB, used again and again, whatever size the parts have.</summary>
internal sealed class SlabPool
{
    public const int SlabBytes = 8 << 20;

    private readonly ConcurrentBag<byte[]> returned = [];

    public byte[] Take() => returned.TryTake(out var slab) ? slab : GC.AllocateUninitializedArray<byte>(SlabBytes);

    public void Return(byte[] slab) => returned.Add(slab);
}
