using System.Globalization;

namespace BlnkBackup.Storage;

/// <summary>
/// How long a replica may hold its run up, in all. The time runs while the run can do nothing but wait and the replica still has to
/// take what the primary has; a replica that is merely slower than the primary, or slower than its neighbours, loses nothing by it.
/// </summary>
internal sealed class ReplicaPatience(TimeSpan all, TimeProvider clock) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource over = new(Timeout.InfiniteTimeSpan, clock);
    private TimeSpan left = all;
    private long? since;
    private int behind;
    private int waiting;

    /// <summary>All of it.</summary>
    public TimeSpan All { get; } = all;

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>The primary has something that the replica has not, or (-1) no longer.</summary>
    public void Behind(int change) => Turn(ref behind, change);

    /// <summary>The run can do nothing but wait, or (-1) goes on.</summary>
    public void Waiting(int change) => Turn(ref waiting, change);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{All.TotalSeconds} seconds");

    public void Dispose() => over.Dispose();

    private void Turn(ref int count, int change)
    {
        lock (gate)
        {
            count += change;
            var runs = behind > 0 && waiting > 0;
            if (runs && since is null)
            {
                since = clock.GetTimestamp();
                over.CancelAfter(left);
            }
            else if (!runs && since is { } began)
            {
                left -= clock.GetElapsedTime(began);
                left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
                since = null;
                over.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }
}
