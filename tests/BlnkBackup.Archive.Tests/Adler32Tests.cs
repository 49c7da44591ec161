using System.Buffers.Binary;
using System.IO.Compression;
using BlnkBackup.Archive.Slices;
using CsCheck;

namespace BlnkBackup.Archive.Tests;

public sealed class Adler32Tests
{
    [Fact]
    public void The_checksums_of_two_runs_make_that_of_both() =>
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Byte.Array[0, 5000]).Sample(
            (first, second) => Adler32.Combine(ByZlib(first), ByZlib(second), second.Length) == ByZlib([.. first, .. second]));

    [Fact]
    public void Runs_of_the_highest_bytes_do_not_overflow() =>
        Gen.Select(Gen.Int[0, 300_000], Gen.Int[0, 300_000]).Sample(
            (first, second) => Adler32.Combine(ByZlib(Highest(first)), ByZlib(Highest(second)), second) == ByZlib(Highest(first + second)),
            iter: 30);

    [Fact]
    public void Runs_of_about_the_modulus_wrap_around()
    {
        foreach (var length in new[] { 65519, 65520, 65521, 65522, 131042 })
        {
            Assert.Equal(ByZlib(new byte[length + 1]), Adler32.Combine(ByZlib([0]), ByZlib(new byte[length]), length));
        }
    }

    [Fact]
    public void The_order_of_joining_does_not_matter_beyond_4_GiB_too() =>
        Gen.Select(Checksum, Checksum, Checksum, Gen.Long[0, 1L << 50], Gen.Long[0, 1L << 50]).Sample((a, b, c, bBytes, cBytes) =>
            Adler32.Combine(Adler32.Combine(a, b, bBytes), c, cBytes)
            == Adler32.Combine(a, Adler32.Combine(b, c, cBytes), bBytes + cBytes));

    [Fact]
    public void Nothing_joined_to_a_run_changes_nothing() => Checksum.Sample(sum =>
        Adler32.Combine(sum, Adler32.Empty, 0) == sum && Adler32.Combine(Adler32.Empty, sum, 12345) == sum);

    private static Gen<uint> Checksum => Gen.Select(Gen.UInt[0, 65520], Gen.UInt[0, 65520], (low, high) => (high << 16) | low);

    private static byte[] Highest(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)0xff);
        return bytes;
    }

    private static uint ByZlib(byte[] bytes)
    {
        // A ZLibStream that is never written to writes nothing at all.
        if (bytes.Length == 0)
        {
            return 1;
        }

        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }

        return BinaryPrimitives.ReadUInt32BigEndian(compressed.ToArray().AsSpan()[^4..]);
    }
}
