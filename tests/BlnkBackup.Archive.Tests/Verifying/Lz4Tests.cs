using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>lz4 frames, made by hand after lz4's description; real ones are among the scenarios.</summary>
public sealed class Lz4Tests
{
    // "1\ta\n" and a copy of it three times over, 4 back; then the terminator as literals.
    private static readonly byte[] Block = [0x48, .. "1\ta\n"u8, 4, 0, 0x50, .. SampleArchive.Terminator];

    private static readonly byte[] Frame = [0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0, (byte)Block.Length, 0, 0, 0, .. Block, 0, 0, 0, 0];

    [Fact]
    public void A_frame_over_any_chunks_is_whole()
    {
        foreach (var length in new[] { 1, 3, 100 })
        {
            Assert.Equal(4, Verification.Of(VerifySamples.OfChunks(CompressionAlgorithm.Lz4, [.. Frame.Chunk(length)])).Rows);
        }
    }

    [Fact]
    public void A_block_may_copy_from_the_one_before()
    {
        byte[] copying = [0x04, 4, 0, 0x50, .. SampleArchive.Terminator];
        byte[] frame =
        [
            .. Frame[..7],
            4, 0, 0, 0x80, .. "1\ta\n"u8,
            (byte)copying.Length, 0, 0, 0, .. copying,
            0, 0, 0, 0,
        ];

        Assert.Equal(3, Verification.Of(VerifySamples.OfChunks(CompressionAlgorithm.Lz4, frame)).Rows);
    }

    [Fact]
    public void Every_frame_cut_short_is_damage() => Assert.All(
        Enumerable.Range(0, Frame.Length),
        length => Assert.False(Verification.FindsNothing(VerifySamples.OfChunks(CompressionAlgorithm.Lz4, Frame[..length]).ToBytes())));

    [Fact]
    public void A_flipped_bit_outside_of_literals_is_damage()
    {
        var literals = new[] { (Start: 12, End: 15), (Start: 19, End: 19) };
        for (var bit = 0; bit < Frame.Length * 8; bit++)
        {
            var frame = (byte[])Frame.Clone();
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            // Nor is a longer or shorter copy of whole rows to be told from what was meant: the low halves of the tokens.
            var isFree = literals.Any(run => bit / 8 >= run.Start && bit / 8 <= run.End) || (bit / 8 is 11 or 18 && bit % 8 < 4);
            Assert.True(isFree || !Verification.FindsNothing(VerifySamples.OfChunks(CompressionAlgorithm.Lz4, frame).ToBytes()), $"bit {bit}");
        }
    }

    [Fact]
    public void A_block_larger_than_its_frame_allows_is_refused_and_not_allocated()
    {
        byte[] frame = [.. Frame[..7], 0xff, 0xff, 0xff, 0x7f, 1, 2, 3];
        Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Lz4, frame), "a block of 2147483647 bytes");
    }
}
