using BlnkBackup.Backups;
using BlnkBackup.Failures;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Backups;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(900, 20)]
    [InlineData(100, 20)]
    [InlineData(50, 10)]
    [InlineData(0, 0)]
    public void Twenty_seconds_are_kept_to_abort_in_but_never_more_than_a_fifth(int left, int margin) =>
        Assert.Equal(TimeSpan.FromSeconds(margin), Deadline.Margin(TimeSpan.FromSeconds(left)));

    [Fact]
    public async Task Work_is_ended_while_there_is_time_to_abort_it()
    {
        var work = Deadline.KeepAsync(TimeSpan.FromSeconds(100), clock, EndlessAsync, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(79));
        Assert.False(work.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var failed = await Assert.ThrowsAsync<BackupException>(() => work);
        Assert.Equal(FailureKind.DeadlinePassed, failed.Kind);
        Assert.Contains("had 100 seconds and did not end within 80", failed.Message, StringComparison.Ordinal);
        Assert.Contains("POST /backups", failed.Remedy, StringComparison.Ordinal);
        Assert.Contains("container", failed.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task No_time_at_all_ends_it_at_once(int seconds)
    {
        var failed = await Assert.ThrowsAsync<BackupException>(
            () => Deadline.KeepAsync(TimeSpan.FromSeconds(seconds), clock, EndlessAsync, CancellationToken.None));
        Assert.Equal(FailureKind.DeadlinePassed, failed.Kind);
    }

    [Fact]
    public async Task What_ends_in_time_has_its_own_end() =>
        Assert.Equal(7, await Deadline.KeepAsync(TimeSpan.FromSeconds(100), clock, _ => Task.FromResult(7), CancellationToken.None));

    [Fact]
    public async Task A_failure_of_its_own_stays_that() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => Deadline.KeepAsync<int>(TimeSpan.FromSeconds(100), clock, _ => throw new InvalidOperationException(), CancellationToken.None));

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        using var caller = new CancellationTokenSource();
        var held = new TaskCompletionSource();
        var work = Deadline.KeepAsync(
            TimeSpan.FromSeconds(100),
            clock,
            async stop =>
            {
                await held.Task;
                return await EndlessAsync(stop);
            },
            caller.Token);
        await caller.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(100));
        held.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task Without_a_limit_there_is_none()
    {
        using var caller = new CancellationTokenSource();
        var work = Deadline.KeepAsync(null, clock, EndlessAsync, caller.Token);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(work.IsCompleted);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private static async Task<int> EndlessAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return 0;
    }
}
