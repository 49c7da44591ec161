using System.IO.Compression;
using System.Text;
using BlnkBackup.Archive.Tests.Support;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>How frames may lie in chunks, and how not: pg_restore drops rows, or loops, without a word.</summary>
public sealed class FrameTests
{
    private static readonly byte[] First = [.. "1\ta\n2\tb\n"u8];
    private static readonly byte[] Rest = VerifySamples.Text("3\tc", new string('x', 500));
    private static readonly byte[] Whole = [.. First, .. Rest];

    [Fact]
    public void zstd_frames_that_each_end_a_chunk_are_whole() => IsWhole(CompressionAlgorithm.Zstd, true, Zstd(First), Zstd(Rest));

    [Fact]
    public void A_zstd_frame_over_many_chunks_is_whole_as_pg_dump_writes_it() =>
        IsWhole(CompressionAlgorithm.Zstd, false, [.. StreamedZstd(Whole).Chunk(1)]);

    [Fact]
    public void A_second_zstd_frame_within_a_chunk_is_damage_since_pg_restore_drops_it() => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Zstd, [.. Zstd(First), .. Zstd(Rest)]),
        "TABLE DATA blnk.t is damaged", "which pg_restore would drop");

    [Fact]
    public void A_zstd_frame_that_ends_within_a_chunk_of_many_reads_is_damage()
    {
        var (first, rest) = (string.Join('\n', Samples.Noise(100_000)), VerifySamples.Text(string.Join('\n', Samples.Noise(300_000))));
        Verification.Refuses(
            VerifySamples.OfChunks(CompressionAlgorithm.Zstd, [.. Zstd(Encoding.UTF8.GetBytes(first)), .. Zstd(rest)]), "which pg_restore would drop");
    }

    [Fact]
    public void A_zstd_frame_of_lengths_that_were_made_up_is_damage() => Assert.All(Enumerable.Range(0, 2000), seed =>
    {
        var frame = Zstd(Rest);
        var random = new Random(seed);
        frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
        frame[random.Next(5, 12)] ^= (byte)(1 << random.Next(8));
        Assert.True(!Verification.FindsNothing(VerifySamples.OfChunks(CompressionAlgorithm.Zstd, frame).ToBytes()) || frame.SequenceEqual(Zstd(Rest)));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zstd_frame_cut_short_in_a_chunk_of_the_right_length_is_damage(bool isOurs) => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Zstd, (isOurs ? Zstd(Whole) : StreamedZstd(Whole))[..^1]),
        "a whole zstd frame", "cut short");

    [Fact]
    public void Content_without_a_zstd_frame_is_damage() => Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Zstd), "a whole zstd frame");

    [Fact]
    public void A_skippable_zstd_frame_is_none_of_pg_dumps() => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Zstd, [0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7], Zstd(Whole)), "the start of a zstd frame");

    [Fact]
    public void A_zstd_window_beyond_all_memory_is_refused_and_not_allocated() => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Zstd, [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 1, 0, 0]), "a zstd frame without damage");

    [Fact]
    public void A_zlib_stream_that_wants_a_dictionary_is_damage() =>
        Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Gzip, [0x78, 0x20, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1]), "a zlib stream", "dictionary");

    [Fact]
    public void One_zlib_stream_over_any_chunks_is_whole()
    {
        IsWhole(CompressionAlgorithm.Gzip, true, Zlib(Whole));
        IsWhole(CompressionAlgorithm.Gzip, true, [.. Zlib(Whole).Chunk(1)]);
        IsWhole(CompressionAlgorithm.Gzip, true, [.. Zlib(Whole).Chunk(3)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void Bytes_after_the_zlib_stream_are_damage(int count) => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Gzip, [.. Zlib(Whole), .. new byte[count]]), "one zlib stream", "ends before them");

    [Fact]
    public void A_second_zlib_stream_is_damage_since_pg_restore_would_loop() => Verification.Refuses(
        VerifySamples.OfChunks(CompressionAlgorithm.Gzip, Zlib(First), Zlib(Rest)), "one zlib stream");

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(20)]
    public void A_zlib_stream_cut_short_in_a_chunk_of_the_right_length_is_damage(int missing) =>
        Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Gzip, Zlib(Whole)[..^missing]), "TABLE DATA blnk.t is damaged");

    [Fact]
    public void A_wrong_Adler32_is_damage()
    {
        var stream = Zlib(Whole);
        stream[^1] ^= 1;
        Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Gzip, stream), "a zlib stream without damage");
    }

    [Fact]
    public void Content_without_a_zlib_stream_is_damage() => Verification.Refuses(VerifySamples.OfChunks(CompressionAlgorithm.Gzip), "a whole zlib stream");

    internal static byte[] Zstd(byte[] raw)
    {
        using var compressor = new Compressor(1);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(raw).ToArray();
    }

    private static byte[] StreamedZstd(byte[] raw)
    {
        var frame = new MemoryStream();
        using (var stream = new CompressionStream(frame, 3))
        {
            stream.Write(raw);
        }

        return frame.ToArray();
    }

    private static byte[] Zlib(byte[] raw)
    {
        var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, System.IO.Compression.CompressionLevel.Fastest))
        {
            stream.Write(raw);
        }

        return compressed.ToArray();
    }

    private static void IsWhole(CompressionAlgorithm algorithm, bool hasChecksums, params byte[][] chunks)
    {
        var verified = Verification.Of(VerifySamples.OfChunks(algorithm, chunks));
        Assert.Equal((4, Whole.Length, hasChecksums), (verified.Rows, verified.RawBytes, verified.HasContentChecksums));
    }
}
