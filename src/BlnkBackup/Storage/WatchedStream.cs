namespace BlnkBackup.Storage;

/// <summary>
/// A connection on which something has to move: a read or a write that waits for longer than <see cref="Patience"/> ends the
/// connection. The SDK then sends the request again on another.
/// </summary>
/// <remarks>
/// A limit of time for a whole request would have to know its size and the line's speed; this one lets a part of 5 GiB take the
/// hours it takes on a slow line, and notices a hung part of 8 MiB within a minute.
/// </remarks>
internal sealed class WatchedStream(Stream connection, TimeProvider clock) : Stream
{
    /// <summary>How long not a byte may move. S3 sends white space while it completes a large upload.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = connection.ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? read : new ValueTask<int>(InTimeAsync(read.AsTask()));
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var write = connection.WriteAsync(buffer, cancellationToken);
        return write.IsCompleted ? write : new ValueTask(InTimeAsync(WithResultAsync(write)));
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => connection.Write(buffer, offset, count);

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> InTimeAsync(Task<int> moving)
    {
        try
        {
            return await moving.WaitAsync(Patience, clock).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!moving.IsCompleted)
        {
            // The buffer is the caller's again only once nothing uses it any more.
            await connection.DisposeAsync().ConfigureAwait(false);
            await ((Task)moving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException($"Not a byte moved for {Patience.TotalSeconds} seconds.");
        }
    }

    private static async Task<int> WithResultAsync(ValueTask write)
    {
        await write.ConfigureAwait(false);
        return 0;
    }
}
