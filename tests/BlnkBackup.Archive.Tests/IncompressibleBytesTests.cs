using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

/// <summary>What a compressor makes larger must still have room.</summary>
public sealed class IncompressibleBytesTests
{
    private const int SliceBytes = 4 * 1024 * 1024;

    public static TheoryData<CompressionAlgorithm, int> Levels => new()
    {
        { CompressionAlgorithm.None, 0 },
        { CompressionAlgorithm.Gzip, 1 },
        { CompressionAlgorithm.Gzip, 2 },
        { CompressionAlgorithm.Gzip, 9 },
        { CompressionAlgorithm.Zstd, 1 },
        { CompressionAlgorithm.Zstd, 9 },
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public Task A_slice_of_noise_stays_whole(CompressionAlgorithm algorithm, int level) =>
        RoundTrip.OfAsync(
            new SampleArchive(16).WithLargeObjects(new LargeObject(1, Costly(SliceBytes))), new Compression(algorithm, level));

    [Theory]
    [MemberData(nameof(Levels))]
    public Task A_slice_of_a_thousand_pieces_of_noise_stays_whole(CompressionAlgorithm algorithm, int level)
    {
        var each = Costly(SliceBytes / 1023);
        var objects = Enumerable.Range(1, 1023).Select(oid => new LargeObject((uint)oid, each));

        return RoundTrip.OfAsync(new SampleArchive(16).WithLargeObjects([.. objects]), new Compression(algorithm, level));
    }

    /// <summary>Noise of the byte values that deflate's fixed code spends 9 bits on.</summary>
    private static byte[] Costly(int length)
    {
        var bytes = Samples.Noise(length);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(144 + (bytes[i] % 112));
        }

        return bytes;
    }
}
