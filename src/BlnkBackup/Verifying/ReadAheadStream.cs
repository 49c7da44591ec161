using System.IO.Hashing;
using BlnkBackup.Storage;

namespace BlnkBackup.Verifying;

/// <summary>
/// Lets a blocking reader read what comes asynchronously: while one buffer is read the next is filled, and the CRC-32 of all of
/// them computed, on other threads.
/// </summary>
/// <param name="fill">Reads some bytes; 0 at the end.</param>
/// <param name="progress">Told how many bytes have come.</param>
/// <param name="cancellation">Ends a read that waits.</param>
/// <param name="bufferBytes">The size of each of the two buffers.</param>
internal sealed class ReadAheadStream(
    Func<Memory<byte>, CancellationToken, ValueTask<int>> fill,
    IProgress<long>? progress,
    CancellationToken cancellation,
    int bufferBytes = 1 << 20) : Stream
{
    private readonly Crc32 crc = new();
    private byte[] current = new byte[bufferBytes];
    private byte[] ahead = new byte[bufferBytes];
    private int start;
    private int end;
    private long bytes;
    private Task<int>? filling;

    /// <summary>The checksum and length of all that came; of the whole once a read gave 0.</summary>
    public Crc32Checksum Checksum => new(crc.GetCurrentHashAsUInt32(), bytes);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (start == end)
        {
            end = (filling ??= Task.Run(FillAsync, CancellationToken.None)).GetAwaiter().GetResult();
            start = 0;
            if (end == 0)
            {
                return 0;
            }

            (current, ahead) = (ahead, current);
            progress?.Report(bytes);
            filling = Task.Run(FillAsync, CancellationToken.None);
        }

        var count = Math.Min(buffer.Length, end - start);
        current.AsSpan(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    /// <summary>Waits until nothing is read any more, whatever came of it; before the source is closed.</summary>
    public Task StopAsync() => (filling ?? Task.CompletedTask).ContinueWith(_ => { }, TaskScheduler.Default);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<int> FillAsync()
    {
        var filled = 0;
        int read;
        while (filled < ahead.Length && (read = await fill(ahead.AsMemory(filled), cancellation).ConfigureAwait(false)) > 0)
        {
            filled += read;
        }

        crc.Append(ahead.AsSpan(0, filled));
        bytes += filled;
        return filled;
    }
}
