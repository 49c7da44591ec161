using BlnkBackup.Api.Backups;
using BlnkBackup.Storage;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A list that does not come until its caller is gone.</summary>
internal sealed class HeldList
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => started.Task.WaitAsync(Patience.ForAnything);

    public Task Cancelled => cancelled.Task.WaitAsync(Patience.ForAnything);

    public ListBackups List => ListAsync;

    private async Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken cancellation)
    {
        started.SetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        finally
        {
            cancelled.SetResult();
        }

        return [];
    }
}
