namespace BlnkBackup.Storage;

/// <summary>What arrived at one of a run's buckets.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Region">Its region.</param>
/// <param name="Stored">True where the store has the whole archive, and said so.</param>
/// <param name="Bytes">The archive's size; 0 where it is not stored.</param>
/// <param name="Crc32">The CRC-32 of the whole archive, base64, highest byte first; null where it is not stored or the store reports none.</param>
/// <param name="VersionId">The archive's version in a versioned bucket; null elsewhere.</param>
/// <param name="Reason">Why it is not stored; null where it is.</param>
public sealed record Destination(string Bucket, string Region, bool Stored, long Bytes, string? Crc32, string? VersionId, string? Reason)
{
    internal static Destination Of(BackupStore store, StoredObject stored) =>
        new(store.Location.Bucket, store.Location.Region, Stored: true, stored.Bytes, stored.Crc32, stored.VersionId, Reason: null);

    internal static Destination Missed(BackupStore store, string reason) =>
        new(store.Location.Bucket, store.Location.Region, Stored: false, 0, null, null, reason);
}
