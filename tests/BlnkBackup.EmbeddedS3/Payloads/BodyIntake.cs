using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Checksums;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>Takes a body's bytes as they arrive: keeps them, unless discarding, and runs the digests somebody will ask for.</summary>
sealed class BodyIntake : IDisposable
{
    // Bounded, so that a header alone cannot make the server allocate what never arrives.
    const int MaxChunkBytes = 64 << 20;

    readonly bool discard;
    readonly long declaredLength;
    readonly List<byte[]> chunks = [];
    readonly IDigest crc32 = ChecksumAlgorithm.Crc32.Start();
    readonly IDigest? md5;
    readonly IDigest? sha256;
    readonly IDigest? checksum;
    readonly ChecksumAlgorithm? algorithm;
    int filled;

    public BodyIntake(PayloadDeclaration declaration, ChecksumAlgorithm? algorithm, bool discard)
    {
        this.discard = discard;
        this.algorithm = algorithm;
        declaredLength = declaration.Length;
        // MD5 is the dearest of them; without it a discarded body's ETag is merely unique.
        if (!discard || declaration.Md5 is not null) md5 = new CryptographicDigest(System.Security.Cryptography.HashAlgorithmName.MD5);
        if (declaration.Sha256 is not null) sha256 = new CryptographicDigest(System.Security.Cryptography.HashAlgorithmName.SHA256);
        if (algorithm is not null && algorithm != ChecksumAlgorithm.Crc32) checksum = algorithm.Start();
    }

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > declaredLength) throw Http.S3Errors.IncompleteBody();
        crc32.Append(bytes);
        md5?.Append(bytes);
        sha256?.Append(bytes);
        checksum?.Append(bytes);
        if (!discard) Keep(bytes);
        Length += bytes.Length;
    }

    public ReceivedBody Finish()
    {
        if (Length != declaredLength) throw Http.S3Errors.IncompleteBody();
        var crc = crc32.Finish();
        var value = algorithm is null ? null : new ChecksumValue(algorithm, checksum?.Finish() ?? crc);
        return new ReceivedBody(
            discard ? StoredBody.Discard(Length) : StoredBody.Of([.. chunks]),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(crc),
            md5?.Finish(),
            sha256 is null ? null : Convert.ToHexStringLower(sha256.Finish()),
            value);
    }

    public void Dispose()
    {
        crc32.Dispose();
        md5?.Dispose();
        sha256?.Dispose();
        checksum?.Dispose();
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = Length;
        while (!bytes.IsEmpty)
        {
            if (chunks.Count == 0 || filled == chunks[^1].Length)
            {
                chunks.Add(GC.AllocateUninitializedArray<byte>((int)Math.Min(declaredLength - kept, MaxChunkBytes)));
                filled = 0;
            }

            var take = Math.Min(bytes.Length, chunks[^1].Length - filled);
            bytes[..take].CopyTo(chunks[^1].AsSpan(filled));
            filled += take;
            kept += take;
            bytes = bytes[take..];
        }
    }
}

/// <summary>A body that arrived whole, with the digests that were run over it.</summary>
sealed record ReceivedBody(StoredBody Body, uint Crc32, byte[]? Md5, string? Sha256Hex, ChecksumValue? Checksum)
{
    static long discardedBodies;

    /// <summary>MD5, or in discard mode any unique value of that form.</summary>
    public string ETag { get; } = Md5 is not null
        ? Convert.ToHexStringLower(Md5)
        : $"d15ca4d{Interlocked.Increment(ref discardedBodies):x25}";
}
