namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Gives its last bytes one at a time, so that how far a decompressor has read is where its stream ended.</summary>
internal sealed class ByteCountingStream(byte[] bytes) : SourceStream
{
    private const int SlowBytes = 64;

    public int Consumed { get; private set; }

    public override long Length => bytes.Length;

    public override int Read(Span<byte> buffer)
    {
        var fast = bytes.Length - SlowBytes - Consumed;
        var count = Math.Min(fast > 0 ? fast : Math.Min(1, bytes.Length - Consumed), buffer.Length);
        bytes.AsSpan(Consumed, count).CopyTo(buffer);
        Consumed += count;
        return count;
    }
}
