using System.IO.Hashing;
using System.Security.Cryptography;

namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>One running checksum of a body. Finish gives the bytes in the order S3 puts them into base64.</summary>
interface IDigest : IDisposable
{
    void Append(ReadOnlySpan<byte> bytes);

    byte[] Finish();
}

/// <summary>A CRC that comes out little-endian, while S3 writes CRCs big-endian.</summary>
sealed class CrcDigest(NonCryptographicHashAlgorithm crc) : IDigest
{
    public void Append(ReadOnlySpan<byte> bytes) => crc.Append(bytes);

    public byte[] Finish()
    {
        var value = crc.GetCurrentHash();
        Array.Reverse(value);
        return value;
    }

    public void Dispose()
    {
    }
}

/// <summary>MD5 and the SHAs.</summary>
sealed class CryptographicDigest(HashAlgorithmName name) : IDigest
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(name);

    public void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public byte[] Finish() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();
}
