namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>
/// crc(A + B) from crc(A), crc(B) and B's length, for reflected CRCs of 32 or 64 bits (zlib's crc32_combine, any width):
/// crc(A) is multiplied by x^(8 * length) modulo the polynomial. The highest bit stands for x^0.
/// </summary>
static class CrcCombination
{
    public static ulong Combine(ulong first, ulong second, long secondLength, ulong polynomial, int width)
    {
        var one = 1UL << (width - 1);
        var power = one;
        var square = one >> 8;
        for (var bytes = secondLength; bytes > 0; bytes >>= 1)
        {
            if ((bytes & 1) == 1) power = Multiply(square, power);
            square = Multiply(square, square);
        }

        return Multiply(power, first) ^ second;

        ulong Multiply(ulong a, ulong b)
        {
            var product = 0UL;
            for (var bit = one; bit != 0; bit >>= 1)
            {
                if ((a & bit) != 0) product ^= b;
                b = (b >> 1) ^ ((b & 1) == 0 ? 0 : polynomial);
            }

            return product;
        }
    }
}
