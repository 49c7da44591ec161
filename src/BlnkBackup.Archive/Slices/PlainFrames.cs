namespace BlnkBackup.Archive.Slices;

/// <summary>No compression: each piece becomes a chunk as it is.</summary>
internal sealed class PlainFrames : IFrameCompressor
{
    public FrameSize Compress(ReadOnlySpan<byte> raw, bool isFirst, bool isLast, Span<byte> chunk)
    {
        raw.CopyTo(chunk);
        return new FrameSize(raw.Length);
    }

    public void Dispose()
    {
    }
}
