using System.IO.Compression;
using BlnkBackup.Archive.Tests.Support;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace BlnkBackup.Archive.Tests;

/// <summary>The judge is judged: it refuses what pg_restore would misread.</summary>
public sealed class DecoderTests
{
    private static readonly byte[] Plain = Samples.Noise(1000);

    [Fact]
    public void One_zlib_stream_in_any_chunks_is_read() =>
        Assert.Equal(Plain, ContentDecompression.Zlib([.. Zlib().Chunk(7)]));

    [Fact]
    public void Two_zlib_streams_are_refused() =>
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([Zlib(), Zlib()]));

    [Fact]
    public void A_byte_after_a_zlib_stream_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([Zlib(), [0]]));

    [Fact]
    public void A_zlib_stream_cut_short_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([Zlib()[..^1]]));
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([Zlib()[..^40]]));
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([]));
    }

    [Fact]
    public void A_zlib_stream_of_another_checksum_is_refused()
    {
        var zlib = Zlib();
        zlib[^1]++;

        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zlib([zlib]));
    }

    [Fact]
    public void Frames_that_end_with_their_chunks_are_read() =>
        Assert.Equal([.. Plain, .. Plain], ContentDecompression.Zstd([Frame(), Frame()]));

    [Fact]
    public void A_frame_of_several_chunks_is_read() =>
        Assert.Equal([.. Plain, .. Plain], ContentDecompression.Zstd([Frame()[..500], Frame()[500..], Frame()]));

    [Fact]
    public void Two_frames_in_one_chunk_are_refused() =>
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zstd([[.. Frame(), .. Frame()]]));

    [Fact]
    public void A_frame_without_a_checksum_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zstd([Frame(checksum: 0)]));

    [Fact]
    public void A_frame_cut_short_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zstd([Frame()[..^1]]));
        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zstd([]));
    }

    [Fact]
    public void A_frame_of_another_checksum_is_refused()
    {
        var frame = Frame();
        frame[^1]++;

        Assert.Throws<InvalidDataException>(() => ContentDecompression.Zstd([frame]));
    }

    [Fact]
    public void A_sample_decodes_to_what_it_was_made_of()
    {
        var decoded = ArchiveDecoder.Decode(Samples.Small(16).ToBytes());

        Assert.Equal(["SCHEMA", "TABLE DATA", "BLOBS", "TABLE DATA"], decoded.Entries.Select(entry => entry.Description));
        Assert.Equal("1\ta\n2\tb\n\\.\n\n\n"u8, decoded.Blocks[0].Contents[0].Bytes);
        Assert.Equal([(9u, 3), (10u, 0)], decoded.Blocks[1].Contents.Select(content => (content.Oid!.Value, content.Bytes.Length)));
        Assert.Equal([3, 1, 0, 1], decoded.Blocks.SelectMany(block => block.Contents).Select(content => content.Chunks));
    }

    private static byte[] Zlib()
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(Plain);
        }

        return compressed.ToArray();
    }

    private static byte[] Frame(int checksum = 1)
    {
        using var compressor = new Compressor(1);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, checksum);
        return compressor.Wrap(Plain).ToArray();
    }
}
