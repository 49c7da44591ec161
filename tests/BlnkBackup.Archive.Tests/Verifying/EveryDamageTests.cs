using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>Of a plain file, without what a store notes of it: every cut and every flipped bit is found but those nothing protects.</summary>
public sealed class EveryDamageTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task Every_cut_at_every_byte_is_found(int minor, CompressionAlgorithm algorithm)
    {
        var stored = await VerifySamples.StoredAsync(minor, algorithm);
        Assert.True(Verification.FindsNothing(stored));

        Assert.All(Enumerable.Range(0, stored.Length), length => Assert.False(Verification.FindsNothing(stored[..length])));
    }

    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task Every_byte_too_many_at_the_end_is_found(int minor, CompressionAlgorithm algorithm)
    {
        var stored = await VerifySamples.StoredAsync(minor, algorithm);

        Assert.All(Enumerable.Range(0, 256), each => Assert.False(Verification.FindsNothing([.. stored, (byte)each])));
    }

    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task Every_flipped_bit_is_found_but_those_that_nothing_protects(int minor, CompressionAlgorithm algorithm)
    {
        var stored = await VerifySamples.StoredAsync(minor, algorithm);
        var free = FreeRanges.Of(stored);

        var missed = MissedBits(stored);

        Assert.All(
            missed.Where(bit => !free.Any(range => range.Holds(bit / 8))),
            bit => Assert.True(ChangesNothing(stored, bit), $"bit {bit % 8} of byte {bit / 8}"));
        // What is called free is free: the list is no longer than it must be.
        Assert.All(free, range => Assert.Contains(missed, bit => range.Holds(bit / 8)));
        // Bits that change no row: deflate fills bytes up before each flush and at each end, twice for each of five contents.
        Assert.InRange(missed.Count(bit => !free.Any(range => range.Holds(bit / 8))), 0, algorithm == CompressionAlgorithm.Gzip ? 5 * 2 * 7 : 0);
    }

    private static List<int> MissedBits(byte[] stored)
    {
        var missed = new List<int>();
        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            stored[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Verification.FindsNothing(stored))
            {
                missed.Add(bit);
            }

            stored[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return missed;
    }

    // By a decoder that shares no code with what is tested.
    private static bool ChangesNothing(byte[] stored, int bit)
    {
        var flipped = (byte[])stored.Clone();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        try
        {
            return ArchiveDecoder.Decode(flipped).Meaning == ArchiveDecoder.Decode(stored).Meaning;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
