using System.IO.Hashing;
using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Storage;

public sealed class Crc32ChecksumTests
{
    [Fact]
    public void The_checksum_is_written_as_S3_writes_it() =>
        // CRC-32 of "123456789" is cbf43926, the check value of every description of this CRC.
        Assert.Equal(Convert.ToBase64String([0xcb, 0xf4, 0x39, 0x26]), Of("123456789"u8).ToString());

    [Fact]
    public void The_checksums_of_pieces_joined_are_the_checksum_of_the_whole()
    {
        var random = new Random(1);
        for (var run = 0; run < 200; run++)
        {
            var whole = new byte[random.Next(0, 100_000)];
            random.NextBytes(whole);
            var cut = random.Next(0, whole.Length + 1);
            Assert.Equal(Of(whole), Of(whole.AsSpan(0, cut)).Then(Of(whole.AsSpan(cut))));
        }
    }

    [Fact]
    public void Nothing_joined_on_either_side_changes_nothing()
    {
        var some = Of("some bytes"u8);
        Assert.Equal(some, some.Then(Of([])));
        Assert.Equal(some, Of([]).Then(some));
    }

    private static Crc32Checksum Of(ReadOnlySpan<byte> bytes) => new(Crc32.HashToUInt32(bytes), bytes.Length);
}
