using BlnkBackup.Api.Backups;
using BlnkBackup.Receipts;
using Microsoft.AspNetCore.Http;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A backup that goes on until it is cancelled or let go.</summary>
internal sealed class HeldBackup
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource callerGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the run has begun.</summary>
    public Task Started => started.Task.WaitAsync(Patience.ForAnything);

    /// <summary>Ends when the server has noticed that the caller hung up.</summary>
    public Task CallerGone => callerGone.Task.WaitAsync(Patience.ForAnything);

    /// <summary>Ends with the run: true where it came to its own end, false where it was cancelled.</summary>
    public Task<bool> Ended => ended.Task.WaitAsync(Patience.ForAnything);

    public bool HasEnded => ended.Task.IsCompleted;

    public void Finish() => finish.SetResult();

    public RunBackup Run => RunAsync;

    private async Task<BackupReceipt> RunAsync(HttpContext request, CancellationToken cancellation)
    {
        request.RequestAborted.Register(callerGone.SetResult);
        started.SetResult();
        try
        {
            await finish.Task.WaitAsync(cancellation);
            cancellation.ThrowIfCancellationRequested();
            ended.SetResult(true);
            return SampleReceipt.Small;
        }
        catch (OperationCanceledException)
        {
            ended.SetResult(false);
            throw;
        }
    }
}
