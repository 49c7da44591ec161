using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Support;

/// <summary>A clock that a test moves, once somebody waits for it.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody has asked to be woken after this long, and lets the time pass.</summary>
    public async Task PassAsync(TimeSpan dueTime)
    {
        while (await timers.Reader.ReadAsync() != dueTime)
        {
        }

        Advance(dueTime);
    }
}
