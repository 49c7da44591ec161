using BlnkBackup.Archive.Tests.Support;
using Whole = System.IO.Hashing.Crc64;

namespace BlnkBackup.Archive.Tests;

/// <summary>The CRC-64 of each block's content: counted in passing, found again by reading, computed anew from COPY text.</summary>
public sealed class ContentChecksumTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task A_table_has_that_of_its_text_and_large_objects_that_of_all_their_bytes_in_order(int minor, CompressionAlgorithm algorithm)
    {
        var text = Samples.Text(9_000_000);
        var source = new SampleArchive(minor)
            .WithTable("three", "a", "bb", "ccc")
            .WithTable("none")
            .WithText("of several slices", text)
            .WithLargeObjects(new(1, [.. "one\ntwo\n"u8]), new(2), new(3, 0, 0, 7));

        var proof = (await EncodedArchive.OfAsync(source, Compressions.Fast(algorithm))).Proof;

        Assert.Equal(
            [
                Whole.HashToUInt64("a\nbb\nccc\n\\.\n\n\n"u8), Whole.HashToUInt64("\\.\n\n\n"u8),
                Whole.HashToUInt64([.. text.SelectMany(row => row)]), Whole.HashToUInt64([.. "one\ntwo\n"u8, 0, 0, 7]),
            ],
            proof.Entries.Select(entry => entry.Crc64));
    }

    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task Reading_the_archive_finds_the_same(int minor, CompressionAlgorithm algorithm)
    {
        var source = Samples.Varied(minor);
        var encoded = await EncodedArchive.OfAsync(source, Compressions.Fast(algorithm));

        Assert.Equal(encoded.Proof.Entries.Select(Facts), Verified(encoded.Bytes).Select(Facts));
        Assert.Equal(encoded.Proof.Entries.Select(entry => entry.Crc64), Verified(source.ToBytes()).Select(entry => entry.Crc64));
    }

    [Fact]
    public async Task Copied_text_gives_the_same_with_its_terminator_added()
    {
        var encoded = await EncodedArchive.OfAsync(new SampleArchive(16).WithTable("t", "1\ta", "2\t\\N", ""), Compression.FastZstd);
        var digest = new CopyTextDigest();
        foreach (var piece in "1\ta\n2\t\\N\n\n"u8.ToArray().Chunk(3))
        {
            digest.Append(piece);
        }

        digest.AppendTerminator();

        var entry = Assert.Single(encoded.Proof.Entries);
        Assert.Equal((entry.Rows, entry.RawBytes, entry.Crc64), (digest.Rows, digest.Bytes, digest.Crc64));
    }

    private static IReadOnlyList<VerifiedEntry> Verified(byte[] archive) => ArchiveVerification.Verify(new MemoryStream(archive)).Entries;

    private static (int, long, long, ulong) Facts(ArchivedEntry entry) => (entry.Entry.DumpId, entry.Offset, entry.RawBytes, entry.Crc64);

    private static (int, long, long, ulong) Facts(VerifiedEntry entry) => (entry.Entry.DumpId, entry.Offset, entry.RawBytes, entry.Crc64);
}
