using System.Collections.Concurrent;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>The memory that parts are made of: slabs of 8 MiB, used again and again, whatever size the parts have.</summary>
internal sealed class SlabPool
{
    public const int SlabBytes = 8 << 20;

    private readonly ConcurrentBag<byte[]> returned = [];

    public byte[] Take() => returned.TryTake(out var slab) ? slab : New();

    public void Return(byte[] slab) => returned.Add(slab);

    private static byte[] New()
    {
        try
        {
            return GC.AllocateUninitializedArray<byte>(SlabBytes);
        }
        catch (OutOfMemoryException full)
        {
            throw new BackupException(
                FailureKind.UploadFailed,
                "There is not enough memory for the parts of the upload.",
                "Give the program more memory, or set BACKUP_PARTS_IN_FLIGHT lower.",
                full);
        }
    }
}
