using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class SliceBoundaryTests
{
    private const int SliceBytes = 4 * 1024 * 1024;

    public static TheoryData<CompressionAlgorithm> Algorithms =>
        [CompressionAlgorithm.None, CompressionAlgorithm.Gzip, CompressionAlgorithm.Zstd];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Rows_of_about_a_slice_stay_whole(CompressionAlgorithm algorithm)
    {
        foreach (var length in new[] { SliceBytes - 1, SliceBytes, SliceBytes + 1 })
        {
            var source = new SampleArchive(16).WithText("rows", Samples.Text(length)).WithTable("next", "1");

            var decoded = await RoundTrip.OfAsync(source, Compressions.Fast(algorithm));

            Assert.Equal(length, decoded.Blocks[0].RawBytes);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Rows_of_several_slices_stay_whole(CompressionAlgorithm algorithm)
    {
        var source = new SampleArchive(16)
            .WithTable("before", "1")
            .WithText("many", Samples.Text((2 * SliceBytes) + 12_345))
            .WithText("exactly two", Samples.Text(2 * SliceBytes))
            .WithTable("after", "1");

        await RoundTrip.OfAsync(source, Compressions.Fast(algorithm));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Blocks_that_end_exactly_with_their_slices_leave_no_bytes_to_the_next(CompressionAlgorithm algorithm)
    {
        var source = new SampleArchive(16)
            .WithTable("before", "1")
            .WithText("fills up the slice", Samples.Text(SliceBytes - "1\n\\.\n\n\n".Length))
            .WithText("fills the next", Samples.Text(SliceBytes))
            .WithLargeObjects(
                new(1, Samples.Noise(SliceBytes)), new(2), new(3, Samples.Noise(SliceBytes / 2)), new(4, Samples.Noise(SliceBytes / 2)))
            .WithTable("empty");

        await RoundTrip.OfAsync(source, Compressions.Fast(algorithm));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_row_larger_than_two_slices_stays_whole(CompressionAlgorithm algorithm)
    {
        var row = new byte[(2 * SliceBytes) + 77];
        Array.Fill(row, (byte)'r');
        Samples.Noise(100_000).CopyTo(row, SliceBytes - 50_000);
        row[^1] = (byte)'\n';

        await RoundTrip.OfAsync(
            new SampleArchive(15).WithText("wide", row, "short\n"u8.ToArray(), SampleArchive.Terminator), Compressions.Fast(algorithm));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_terminator_may_stand_astride_two_slices(CompressionAlgorithm algorithm)
    {
        for (var inFirst = 1; inFirst < SampleArchive.Terminator.Length; inFirst++)
        {
            var row = new byte[SliceBytes - inFirst];
            row[^1] = (byte)'\n';

            await RoundTrip.OfAsync(
                new SampleArchive(16).WithText("t", row, SampleArchive.Terminator), Compressions.Fast(algorithm));
        }
    }
}
