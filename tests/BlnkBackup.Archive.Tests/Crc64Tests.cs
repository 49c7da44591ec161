using CsCheck;
using Crc64 = BlnkBackup.Archive.Slices.Crc64;
using Whole = System.IO.Hashing.Crc64;

namespace BlnkBackup.Archive.Tests;

public sealed class Crc64Tests
{
    [Fact]
    public void The_checksums_of_two_runs_make_that_of_both() =>
        Gen.Select(Gen.Byte.Array[0, 5000], Gen.Byte.Array[0, 5000]).Sample((first, second) =>
            Crc64.Combine(Whole.HashToUInt64(first), Whole.HashToUInt64(second), second.Length) == Whole.HashToUInt64([.. first, .. second]));

    [Fact]
    public void The_order_of_joining_does_not_matter_beyond_4_GiB_too() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.Long[0, 1L << 50], Gen.Long[0, 1L << 50]).Sample((a, b, c, bBytes, cBytes) =>
            Crc64.Combine(Crc64.Combine(a, b, bBytes), c, cBytes) == Crc64.Combine(a, Crc64.Combine(b, c, cBytes), bBytes + cBytes));

    [Fact]
    public void Nothing_joined_to_a_run_changes_nothing() => Gen.ULong.Sample(sum =>
        Crc64.Combine(sum, Crc64.Empty, 0) == sum && Crc64.Combine(Crc64.Empty, sum, 12345) == sum);

    [Fact]
    public void It_is_the_ECMA_182_that_others_compute() => Assert.Equal(0x6c40df5f0b497347u, Whole.HashToUInt64("123456789"u8));
}
