namespace BlnkBackup.Archive.Tests.Support;

/// <summary>A start, a unit many times, an end: an archive of any size without the memory for it. Tells how far it was read.</summary>
internal sealed class RepeatingStream(byte[] start, byte[] unit, long times, byte[] end) : SourceStream
{
    private readonly List<(long Bytes, TaskCompletionSource Reached)> waiting = [];
    private long given;

    public override long Length => start.Length + (unit.Length * times) + end.Length;

    public long Given => Interlocked.Read(ref given);

    /// <summary>An archive of one table of at least so many bytes; in rows so wide that the heads of their chunks weigh nothing.</summary>
    public static RepeatingStream OfRows(long bytes)
    {
        var rows = new SampleArchive(16).WithTable("large", Enumerable.Range(0, 40).Select(
            row => $"{row}\t{string.Concat(Enumerable.Range(0, 400).Select(each => $"{{\"id\": \"{(row + each) * 7919:x16}\"}}"))}"));
        var whole = rows.ToBytes();
        var rowsStart = rows.OffsetOf(0) + 6;
        var rowsEnd = whole.Length - SampleArchive.Terminator.Length - 10;
        return new RepeatingStream(
            whole[..rowsStart], whole[rowsStart..rowsEnd], (bytes / (rowsEnd - rowsStart)) + 1, whole[rowsEnd..]);
    }

    /// <summary>Ends when so many bytes, or all, were read.</summary>
    public Task WhenGiven(long bytes)
    {
        lock (waiting)
        {
            if (given >= Math.Min(bytes, Length))
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((Math.Min(bytes, Length), reached));
            return reached.Task;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var run = RunAt(given);
        var count = Math.Min(run.Length, buffer.Length);
        run[..count].CopyTo(buffer);
        lock (waiting)
        {
            Interlocked.Add(ref given, count);
            foreach (var (_, reached) in waiting.Where(each => each.Bytes <= given))
            {
                reached.TrySetResult();
            }

            waiting.RemoveAll(each => each.Bytes <= given);
        }

        return count;
    }

    private ReadOnlySpan<byte> RunAt(long position)
    {
        if (position < start.Length)
        {
            return start.AsSpan((int)position);
        }

        var inUnits = position - start.Length;
        return inUnits < unit.Length * times
            ? unit.AsSpan((int)(inUnits % unit.Length))
            : end.AsSpan((int)(inUnits - (unit.Length * times)));
    }
}
