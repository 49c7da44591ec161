using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class CountTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task Rows_and_bytes_of_each_table_are_counted(int minor, CompressionAlgorithm algorithm)
    {
        var source = new SampleArchive(minor)
            .WithTable("three", "a", "bb", "ccc")
            .WithTable("none")
            .WithTable("without columns", "", "")
            .WithTable("newlines in rows are two letters", "a\\nb", "\\\\n");

        var proof = (await EncodedArchive.OfAsync(source, Compressions.Fast(algorithm))).Proof;

        Assert.Equal([(3, 14), (0, 5), (2, 7), (2, 14)], proof.Entries.Select(entry => ((int)entry.Rows, (int)entry.RawBytes)));
        Assert.Equal((7, 40), (proof.Rows, proof.RawBytes));
    }

    [Fact]
    public async Task Large_objects_count_as_bytes_and_not_as_rows()
    {
        var source = new SampleArchive(16).WithLargeObjects(new(1, [.. "one\ntwo\n"u8]), new(2), new(3, [.. "\n\n\n\n\n"u8]));

        var proof = (await EncodedArchive.OfAsync(source, Compression.FastZstd)).Proof;

        Assert.Equal((0, 13), (proof.Rows, proof.RawBytes));
    }

    [Fact]
    public async Task Rows_of_a_table_of_several_slices_are_counted_once()
    {
        var text = Samples.Text(9_000_000);

        var proof = (await EncodedArchive.OfAsync(
            new SampleArchive(16).WithTable("before", "1").WithText("t", text).WithTable("after", "1"), Compression.None)).Proof;

        Assert.Equal([1, text.Count - 1, 1], proof.Entries.Select(entry => entry.Rows));
        Assert.Equal([7, 9_000_000, 7], proof.Entries.Select(entry => entry.RawBytes));
    }

    [Fact]
    public async Task The_length_is_that_of_the_archive()
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Varied(16), Compression.FastZstd);

        Assert.Equal(encoded.Bytes.Length, encoded.Proof.Length);
    }
}
