namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Gives its bytes and then throws.</summary>
internal sealed class FailingStream(byte[] bytes, Exception fault) : SourceStream
{
    private int given;

    public override int Read(Span<byte> buffer)
    {
        if (given == bytes.Length)
        {
            throw fault;
        }

        var count = Math.Min(buffer.Length, bytes.Length - given);
        bytes.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }
}
