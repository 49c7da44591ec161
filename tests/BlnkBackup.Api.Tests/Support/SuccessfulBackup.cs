using BlnkBackup.Api.Backups;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A backup that succeeds at once; it counts how often it is run.</summary>
internal sealed class SuccessfulBackup
{
    private int runs;

    public int Runs => runs;

    public RunBackup Run => (_, _) =>
    {
        Interlocked.Increment(ref runs);
        return Task.FromResult(SampleReceipt.Small);
    };
}
