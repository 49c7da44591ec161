namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>A part as it was accepted.</summary>
public sealed record StoredPart
{
    /// <summary>1 to 10,000.</summary>
    public required int PartNumber { get; init; }

    /// <summary>The part's bytes, or only their length in discard mode.</summary>
    public required StoredBody Body { get; init; }

    /// <summary>Without its quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>When the part was accepted.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>CRC-32 of the part's bytes.</summary>
    public required uint Crc32 { get; init; }

    /// <summary>Bytes in the part.</summary>
    public long Length => Body.Length;

    /// <summary>The part's checksum in the upload's algorithm, or in the one the part was sent with.</summary>
    internal Checksums.ChecksumValue? Checksum { get; init; }
}
