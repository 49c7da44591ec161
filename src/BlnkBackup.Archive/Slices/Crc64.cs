namespace BlnkBackup.Archive.Slices;

/// <summary>Joins checksums as System.IO.Hashing's <c>Crc64</c> computes them: CRC-64/ECMA-182, which starts at 0 and inverts nothing.</summary>
/// <remarks>
/// The first checksum is multiplied by x^(8 n) modulo the polynomial, as zlib's <c>crc32_combine</c> does. A bit of worth 2^k is x^k.
/// </remarks>
internal static class Crc64
{
    private const ulong Polynomial = 0x42f0e1eba9ea3693;
    private const ulong HighestBit = 1UL << 63;

    /// <summary>The checksum of nothing.</summary>
    public const ulong Empty = 0;

    // x^(8 * 2^i): the factors of which every x^(8 n) is made.
    private static readonly ulong[] Powers = PowersOfBytes();

    /// <summary>The checksum of two runs of bytes joined, from the checksum of each.</summary>
    /// <param name="first">The checksum of the first run.</param>
    /// <param name="second">The checksum of the second run.</param>
    /// <param name="secondBytes">The length of the second run.</param>
    public static ulong Combine(ulong first, ulong second, long secondBytes)
    {
        for (var i = 0; first != 0 && secondBytes != 0; i++, secondBytes >>= 1)
        {
            if ((secondBytes & 1) != 0)
            {
                first = Multiply(first, Powers[i]);
            }
        }

        return first ^ second;
    }

    private static ulong[] PowersOfBytes()
    {
        var powers = new ulong[63];
        powers[0] = 1UL << 8;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = Multiply(powers[i - 1], powers[i - 1]);
        }

        return powers;
    }

    private static ulong Multiply(ulong a, ulong b)
    {
        var product = 0UL;
        for (; b != 0; b >>= 1)
        {
            if ((b & 1) != 0)
            {
                product ^= a;
            }

            a = (a & HighestBit) != 0 ? (a << 1) ^ Polynomial : a << 1;
        }

        return product;
    }
}
