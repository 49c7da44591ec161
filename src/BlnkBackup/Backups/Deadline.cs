using System.Globalization;
using BlnkBackup.Failures;

namespace BlnkBackup.Backups;

/// <summary>Ends work while there is still time to abort it cleanly.</summary>
internal static class Deadline
{
    // Aborting an upload takes a second or two, and minutes only where S3 does not answer; then the bucket's lifecycle rule is left.
    private static readonly TimeSpan MostToAbort = TimeSpan.FromSeconds(20);

    /// <summary>What of the time left is kept for aborting: 20 seconds, but never more than a fifth.</summary>
    public static TimeSpan Margin(TimeSpan timeLeft) => timeLeft / 5 < MostToAbort ? timeLeft / 5 : MostToAbort;

    /// <summary>Runs <paramref name="work"/>, cancelled when the time left less the margin has passed.</summary>
    /// <param name="timeLeft">What the caller has; null for no limit.</param>
    /// <param name="clock">The time it passes by.</param>
    /// <param name="work">What is run.</param>
    /// <param name="cancellation">The caller's own, which stays a cancellation.</param>
    /// <exception cref="BackupException">The deadline passed, and the work ended for it.</exception>
    public static Task<T> KeepAsync<T>(
        TimeSpan? timeLeft, TimeProvider clock, Func<CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        KeepAsync(timeLeft, clock, work, Passed, cancellation);

    /// <summary>The same of work whose failure says something else.</summary>
    /// <param name="timeLeft">What the caller has; null for no limit.</param>
    /// <param name="clock">The time it passes by.</param>
    /// <param name="work">What is run.</param>
    /// <param name="passed">The failure that a deadline is, of the time that the caller had.</param>
    /// <param name="cancellation">The caller's own, which stays a cancellation.</param>
    public static async Task<T> KeepAsync<T>(
        TimeSpan? timeLeft, TimeProvider clock, Func<CancellationToken, Task<T>> work, Func<TimeSpan, BackupException> passed, CancellationToken cancellation)
    {
        if (timeLeft is not { } left)
        {
            return await work(cancellation).ConfigureAwait(false);
        }

        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        using var deadline = new CancellationTokenSource(left - Margin(left), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw passed(left);
        }
    }

    private static BackupException Passed(TimeSpan left) => new(
        FailureKind.DeadlinePassed,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The run had {left.TotalSeconds:0.#} seconds and did not end within {(left - Margin(left)).TotalSeconds:0.#}; it was aborted in the rest, and left nothing."),
        "Give it more time: start it with POST /backups instead of GET /backup-s3, raise the function's timeout or --deadline-seconds, "
        + "or run large databases in the container, which has no limit.");
}
