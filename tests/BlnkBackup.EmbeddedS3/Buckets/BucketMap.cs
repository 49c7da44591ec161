using System.Collections.Concurrent;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>All buckets of a server.</summary>
sealed class BucketMap
{
    readonly ConcurrentDictionary<string, Bucket> buckets = new();

    public BucketMap(EmbeddedS3Options options)
    {
        foreach (var name in options.Buckets) buckets[name] = new Bucket(name, objectLock: false);
        foreach (var name in options.ObjectLockBuckets) buckets[name] = new Bucket(name, objectLock: true);
    }

    public Bucket this[string? name] =>
        name is not null && buckets.TryGetValue(name, out var bucket) ? bucket : throw S3Errors.NoSuchBucket(name ?? "");

    public void Create(string name, bool objectLock)
    {
        if (name.Length is < 3 or > 63 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
            throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid.", ("BucketName", name));
        if (!buckets.TryAdd(name, new Bucket(name, objectLock)))
            throw new S3Exception(409, "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.", ("BucketName", name));
    }
}
