namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Gives its bytes in reads of whatever size <paramref name="nextSize"/> says, 1 or more.</summary>
internal sealed class ChoppedStream(byte[] bytes, Func<int> nextSize) : SourceStream
{
    private int given;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(buffer.Length, nextSize()), bytes.Length - given);
        bytes.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }
}
