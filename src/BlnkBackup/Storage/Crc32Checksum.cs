using System.Buffers.Binary;

namespace BlnkBackup.Storage;

/// <summary>A CRC-32 (ISO-HDLC, as S3's CRC32 and zlib's) together with how many bytes it is of.</summary>
/// <remarks>Joining follows zlib's <c>crc32_combine</c>: the first value is multiplied by x^(8 n) modulo the polynomial.</remarks>
internal readonly record struct Crc32Checksum(uint Value, long Bytes)
{
    private const uint Polynomial = 0xedb88320;
    private const uint One = 1u << 31;
    private const uint X = 1u << 30;

    /// <summary>As S3 writes it: base64 of the four bytes, highest first.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Value);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The checksum of these bytes followed by those of <paramref name="next"/>.</summary>
    public Crc32Checksum Then(Crc32Checksum next) =>
        new(Multiply(PowerOfX(next.Bytes * 8), Value) ^ next.Value, Bytes + next.Bytes);

    private static uint PowerOfX(long exponent)
    {
        var power = One;
        for (var square = X; exponent > 0; exponent >>= 1, square = Multiply(square, square))
        {
            if ((exponent & 1) != 0)
            {
                power = Multiply(square, power);
            }
        }

        return power;
    }

    // Polynomials over GF(2) with the bits reversed: the highest bit is x^0.
    private static uint Multiply(uint a, uint b)
    {
        var product = 0u;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }

            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }
}
