namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Gives its bytes and then nothing, as a pg_dump that waits for a lock; a read waits until the stream is abandoned.</summary>
/// <param name="bytes">What comes before the wait.</param>
/// <param name="whenAbandoned">What an abandoned read throws; where null it ends, as the pipe of a killed process does.</param>
internal sealed class StallingStream(byte[] bytes, Exception? whenAbandoned = null) : SourceStream
{
    // Long enough that an encoding which does not wait for its reader is seen to have ended before it.
    private const int WindingDownSpins = 200_000;

    private readonly ManualResetEventSlim abandoned = new();
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isBeingRead;
    private int abandonments;
    private int given;

    /// <summary>Ends when a read waits.</summary>
    public Task Stalled => stalled.Task;

    public bool IsBeingRead => isBeingRead;

    public int Abandonments => abandonments;

    public void Abandon()
    {
        Interlocked.Increment(ref abandonments);
        abandoned.Set();
    }

    public override int Read(Span<byte> buffer)
    {
        isBeingRead = true;
        try
        {
            if (given < bytes.Length)
            {
                var count = Math.Min(buffer.Length, bytes.Length - given);
                bytes.AsSpan(given, count).CopyTo(buffer);
                given += count;
                return count;
            }

            stalled.TrySetResult();
            abandoned.Wait();
            Thread.SpinWait(WindingDownSpins);
            return whenAbandoned is null ? 0 : throw whenAbandoned;
        }
        finally
        {
            isBeingRead = false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        abandoned.Dispose();
        base.Dispose(disposing);
    }
}
