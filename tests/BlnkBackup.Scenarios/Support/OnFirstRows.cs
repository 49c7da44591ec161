using BlnkBackup.Archive;

namespace BlnkBackup.Scenarios.Support;

/// <summary>Does something when the first rows of a backup have gone by, that is under its snapshot, and holds the run up until it is done.</summary>
public sealed class OnFirstRows(Func<Task> act) : IProgress<EncodingProgress>
{
    private bool done;

    public void Report(EncodingProgress value)
    {
        if (!done)
        {
            done = true;
            act().GetAwaiter().GetResult();
        }
    }
}
