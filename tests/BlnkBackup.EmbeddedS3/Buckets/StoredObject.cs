namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>An object as the bucket holds it. Immutable: a new write is a new value.</summary>
public sealed record StoredObject
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The bytes, or only their length in discard mode.</summary>
    public required StoredBody Body { get; init; }

    /// <summary>Without its quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Its version in a versioned bucket; null elsewhere.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the write was accepted.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Metadata, storage class, encryption, tags and lock.</summary>
    public ObjectAttributes Attributes { get; init; } = new();

    /// <summary>The checksum the writer asked for, if any.</summary>
    public ObjectChecksum? Checksum { get; init; }

    /// <summary>The CRC-32 of all the bytes, whatever the writer asked for. Damage done by tests does not change it.</summary>
    public uint Crc32 { get; init; }

    /// <summary>The parts in order; empty for an object that was written by PutObject.</summary>
    public IReadOnlyList<StoredPart> Parts { get; init; } = [];

    /// <summary>Bytes in the object.</summary>
    public long Length => Body.Length;

    /// <summary>A copy of all the bytes.</summary>
    public byte[] ToArray() => Body.ToArray();
}

/// <summary>A checksum as S3 answers it: the algorithm (CRC32, ...), base64, and FULL_OBJECT or COMPOSITE.</summary>
public sealed record ObjectChecksum(string Algorithm, string Value, string Type);
