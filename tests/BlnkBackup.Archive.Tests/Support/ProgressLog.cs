namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Keeps all that was reported, in order.</summary>
internal sealed class ProgressLog : IProgress<EncodingProgress>
{
    private readonly List<EncodingProgress> reports = [];

    public IReadOnlyList<EncodingProgress> Reports => reports;

    public void Report(EncodingProgress value) => reports.Add(value);
}
