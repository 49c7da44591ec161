using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class TruncationTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public async Task An_archive_cut_short_at_any_byte_is_refused(int minor)
    {
        var whole = Samples.Small(minor).ToBytes();
        for (var length = 0; length < whole.Length; length++)
        {
            var refusal = await Refusal.OfAsync(whole[..length]);

            Assert.InRange(refusal.Offset, -1, length);
        }
    }

    [Fact]
    public async Task A_cut_between_two_blocks_is_found_by_the_entries_that_miss_theirs()
    {
        var whole = Samples.Small(16);

        var refusal = await Refusal.OfAsync(whole.ToBytes()[..whole.OffsetOf(1)]);

        Assert.Contains("without the blocks of 2 entries", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_within_a_chunk_says_how_much_is_missing()
    {
        var whole = Samples.Small(16);
        var length = whole.OffsetOf(0) + 6 + 5 + 3;

        await Refusal.ExpectAsync(whole.ToBytes()[..length], length, "1 more bytes of a chunk", "the end of the archive");
    }

    [Theory]
    [InlineData(CompressionAlgorithm.None)]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Zstd)]
    public async Task A_large_table_cut_short_is_refused_whatever_it_was_to_become(CompressionAlgorithm algorithm)
    {
        var whole = new SampleArchive(16).WithText("t", Samples.Text(5_000_000)).ToBytes();

        foreach (var length in new[] { whole.Length - 1, whole.Length - 5, whole.Length - 6 })
        {
            await Assert.ThrowsAsync<ArchiveFormatException>(
                () => EncodingCall.Of(whole[..length]).With(Compressions.Fast(algorithm)).RunAsync());
        }
    }
}
