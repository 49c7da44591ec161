using ZstdSharp;
using ZstdSharp.Unsafe;

namespace BlnkBackup.Archive.Slices;

/// <summary>
/// Each piece becomes one whole zstd frame with a content checksum. pg_restore decompresses frames that follow each other,
/// provided that each ends exactly where its chunk ends.
/// </summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/compress_zstd.c</c>, <c>ReadDataFromArchiveZstd</c>.</remarks>
internal sealed class ZstdFrameCompressor : IFrameCompressor
{
    private readonly Compressor compressor;

    public ZstdFrameCompressor(int level)
    {
        compressor = new Compressor(level);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
    }

    // Empty content still gets its frame, as pg_dump itself writes it.
    public FrameSize Compress(ReadOnlySpan<byte> raw, bool isFirst, bool isLast, Span<byte> chunk) =>
        raw.IsEmpty && !isFirst ? default : new FrameSize(compressor.Wrap(raw, chunk));

    public void Dispose() => compressor.Dispose();
}
