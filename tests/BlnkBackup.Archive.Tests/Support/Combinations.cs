namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Every version of the format with every compression it can hold.</summary>
public sealed class Combinations : TheoryData<int, CompressionAlgorithm>
{
    public Combinations()
    {
        foreach (var minor in new[] { 14, 15, 16 })
        {
            Add(minor, CompressionAlgorithm.None);
            Add(minor, CompressionAlgorithm.Gzip);
            if (minor >= 15)
            {
                Add(minor, CompressionAlgorithm.Zstd);
            }
        }
    }
}
