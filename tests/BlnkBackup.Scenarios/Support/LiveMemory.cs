using System.Globalization;
using BlnkBackup.Archive;

namespace BlnkBackup.Scenarios.Support;

/// <summary>Measures what this process holds in memory while an encoding goes on: what is alive, after a full collection, and what is resident.</summary>
internal sealed class LiveMemory(long expectedBytes) : IProgress<EncodingProgress>
{
    private const int Samples = 16;
    private const string Status = "/proc/self/status";

    private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly List<long> samples = [];

    /// <summary>The most that was alive beyond what was before, in bytes.</summary>
    public long MostBytes => samples.Max();

    /// <summary>How often it was measured.</summary>
    public int Count => samples.Count;

    /// <summary>The heap's size at most, garbage too, in bytes.</summary>
    public long MostHeapBytes { get; private set; }

    /// <summary>What is resident at most since the process began, in bytes; 0 where the system does not tell.</summary>
    public static long MostResidentBytes => File.Exists(Status)
        ? File.ReadLines(Status).Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).Single()
        : 0;

    public void Report(EncodingProgress value)
    {
        MostHeapBytes = Math.Max(MostHeapBytes, GC.GetTotalMemory(forceFullCollection: false));
        if (value.RawBytes >= (samples.Count + 1) * (expectedBytes / (Samples + 1)))
        {
            samples.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
        }
    }
}
