namespace BlnkBackup.Archive.Slices;

/// <summary>The checksum of zlib streams.</summary>
/// <remarks>Source: RFC 1950, section 8.</remarks>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>The checksum of nothing.</summary>
    public const uint Empty = 1;

    /// <summary>The checksum of two runs of bytes joined, from the checksum of each.</summary>
    /// <param name="first">The checksum of the first run.</param>
    /// <param name="second">The checksum of the second run.</param>
    /// <param name="secondBytes">The length of the second run.</param>
    public static uint Combine(uint first, uint second, long secondBytes)
    {
        var length = (uint)(secondBytes % Modulus);
        var (firstSum, firstSums) = (first & 0xffff, first >> 16);
        var (secondSum, secondSums) = (second & 0xffff, second >> 16);

        // Both sums start at 1: the joined run starts once, hence the 1 taken off.
        var sum = (firstSum + secondSum + Modulus - 1) % Modulus;
        var sums = (firstSums + secondSums + (((firstSum + Modulus - 1) % Modulus) * length)) % Modulus;
        return (sums << 16) | sum;
    }
}
