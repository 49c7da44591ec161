using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>The checksum algorithms the server verifies. One that is not here is answered 501, never accepted unchecked.</summary>
sealed class ChecksumAlgorithm
{
    public static readonly ChecksumAlgorithm Crc32 = new("CRC32", 4, () => new CrcDigest(new Crc32()), 0xEDB88320);

    static readonly ChecksumAlgorithm[] All =
    [
        Crc32,
        new("CRC32C", 4, () => new CrcDigest(new Crc32C()), 0x82F63B78),
        new("CRC64NVME", 8, () => new CrcDigest(new Crc64Nvme()), Crc64Nvme.Polynomial),
        new("SHA1", 20, () => new CryptographicDigest(HashAlgorithmName.SHA1)),
        new("SHA256", 32, () => new CryptographicDigest(HashAlgorithmName.SHA256)),
    ];

    readonly ulong? polynomial;

    ChecksumAlgorithm(string name, int bytes, Func<IDigest> start, ulong? polynomial = null)
    {
        Name = name;
        Bytes = bytes;
        Start = start;
        this.polynomial = polynomial;
        Header = "x-amz-checksum-" + name.ToLowerInvariant();
        Element = "Checksum" + name;
    }

    public string Name { get; }

    /// <summary>Length of a value before base64.</summary>
    public int Bytes { get; }

    public Func<IDigest> Start { get; }

    public string Header { get; }

    /// <summary>The element in S3's XML.</summary>
    public string Element { get; }

    /// <summary>CRCs can be combined over parts; hashes cannot.</summary>
    public bool CanBeFullObject => polynomial is not null;

    /// <summary>S3 has CRC64NVME for whole objects only.</summary>
    public bool CanBeComposite => Name != "CRC64NVME";

    public static ChecksumAlgorithm? Named(string name) =>
        Array.Find(All, a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static ChecksumAlgorithm? OfHeader(string header) =>
        Array.Find(All, a => a.Header.Equals(header, StringComparison.OrdinalIgnoreCase));

    public static ChecksumAlgorithm? OfElement(string element) => Array.Find(All, a => a.Element == element);

    /// <summary>The CRC of a whole object from those of its parts, in order.</summary>
    public byte[] Combine(IEnumerable<(byte[] Crc, long Length)> parts)
    {
        var whole = 0UL;
        foreach (var (crc, length) in parts)
            whole = CrcCombination.Combine(whole, Read(crc), length, polynomial!.Value, Bytes * 8);
        var value = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, whole);
        return value[^Bytes..];
    }

    /// <summary>A composite: the digest of the parts' digests. The caller appends "-N".</summary>
    public byte[] Compose(IEnumerable<byte[]> parts)
    {
        using var digest = Start();
        foreach (var part in parts) digest.Append(part);
        return digest.Finish();
    }

    static ulong Read(byte[] bigEndian)
    {
        var value = 0UL;
        foreach (var b in bigEndian) value = (value << 8) | b;
        return value;
    }
}

/// <summary>A computed or sent value in one algorithm.</summary>
sealed record ChecksumValue(ChecksumAlgorithm Algorithm, byte[] Bytes)
{
    public string Base64 => Convert.ToBase64String(Bytes);
}
