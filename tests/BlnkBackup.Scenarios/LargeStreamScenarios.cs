using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.EmbeddedS3;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>
/// A generated archive through the encoding and the upload: no database, and a store that checks every part and keeps none.
/// Of 1 GB; of as many as BLNK_SCALE_GB says: uncompressed, the parts grow from 42 on, and a second time from 51 on.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LargeStreamScenarios(ITestOutputHelper output)
{
    private const string Bucket = "generated";
    private const int Tables = 10;
    private const int PartsInFlight = 4;

    // Twice a slice's 4 MiB and more: the bytes before and after compression.
    private const long SliceBytes = 10 << 20;
    private const long StoresAndClientsBytes = 64 << 20;

    private static readonly double Gigabytes =
        double.Parse(Environment.GetEnvironmentVariable("BLNK_SCALE_GB") ?? "1", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(CompressionAlgorithm.None)]
    [InlineData(CompressionAlgorithm.Zstd)]
    public async Task A_stream_of_any_size_goes_up_in_constant_memory_and_in_parts_as_planned(CompressionAlgorithm algorithm)
    {
        var compression = algorithm == CompressionAlgorithm.None ? Compression.None : Compression.FastZstd;
        var bytes = (long)(Gigabytes * 1e9);
        await using var store = await EmbeddedStore.StartAsync(new EmbeddedS3Options { Buckets = [Bucket], Discard = true });
        using var source = new GeneratedArchive(Tables, bytes);
        var memory = new LiveMemory(bytes);
        var started = TimeProvider.System.GetTimestamp();

        var whole = await UploadAsync(source, store, compression, memory, new ReplicaSettings());

        var stored = Assert.Single(store.Server.Objects(Bucket));
        var plan = PartPlan.For(0);
        Assert.Equal(whole.Length, stored.Length);
        Assert.Equal(source.Rows, whole.Rows);
        Assert.InRange(whole.RawBytes, bytes, bytes + (bytes / 10) + (Tables << 20));
        Assert.Equal(Tables, whole.Entries.Count);
        Assert.All(whole.Entries, entry => Assert.Equal(source.Rows / Tables, entry.Rows));
        Assert.Equal(Enumerable.Range(1, stored.Parts.Count), stored.Parts.Select(part => part.PartNumber));
        Assert.All(stored.Parts.SkipLast(1), part => Assert.Equal(plan.BytesOf(part.PartNumber), part.Length));
        Assert.InRange(stored.Parts[^1].Length, 1, plan.BytesOf(stored.Parts.Count));

        // The first part, the one that fills, those under way; and the slices.
        var largestPart = plan.BytesOf(stored.Parts.Count);
        var bound = ((PartsInFlight + 2) * largestPart) + ((Environment.ProcessorCount + 3) * SliceBytes) + StoresAndClientsBytes;
        output.WriteLine(
            $"{algorithm}: {whole.RawBytes / 1e9:F2} GB of rows, {whole.Length / 1e9:F2} GB in {stored.Parts.Count} parts of up to {largestPart >> 20} MiB, "
            + $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s; alive at most {memory.MostBytes / 1e6:F0} MB (bound {bound / 1e6:F0}), "
            + $"heap {memory.MostHeapBytes / 1e6:F0} MB, resident {LiveMemory.MostResidentBytes / 1e6:F0} MB since the process began, the store included");
        Assert.InRange(memory.Count, 10, int.MaxValue);
        Assert.InRange(memory.MostBytes, 1, bound);
    }

    [Fact]
    public async Task A_slow_replica_costs_time_and_no_memory()
    {
        const long Bytes = 300_000_000;
        await using var store = await EmbeddedStore.StartAsync(new EmbeddedS3Options { Buckets = [Bucket], Discard = true });
        await using var slow = await EmbeddedStore.StartAsync(new EmbeddedS3Options { Buckets = [Bucket], Discard = true });
        slow.Faults.Add("UploadPart", new FaultAction.Delay(TimeSpan.FromMilliseconds(250)));
        using var source = new GeneratedArchive(Tables, Bytes);
        var memory = new LiveMemory(Bytes);

        var whole = await UploadAsync(source, store, Compression.None, memory, new ReplicaSettings { Stores = [LocationOf(slow)] });

        Assert.Equal(whole.Length, Assert.Single(slow.Server.Objects(Bucket)).Length);
        var bound = ((PartsInFlight + 2) * PartPlan.For(0).BytesOf(1)) + ((Environment.ProcessorCount + 3) * SliceBytes) + StoresAndClientsBytes;
        output.WriteLine($"alive at most {memory.MostBytes / 1e6:F0} MB (bound {bound / 1e6:F0})");
        Assert.InRange(memory.MostBytes, 1, bound);
    }

    private static ObjectStore LocationOf(EmbeddedStore server) => new()
    {
        Bucket = Bucket,
        Region = "us-east-1",
        Endpoint = server.Endpoint,
        PathStyle = true,
        AccessKeyId = server.AccessKeyId,
        SecretAccessKey = server.SecretAccessKey,
    };

    private static async Task<WholeArchive> UploadAsync(
        Stream source, EmbeddedStore server, Compression compression, IProgress<EncodingProgress> progress, ReplicaSettings replicas)
    {
        using var store = new BackupStore(LocationOf(server));
        await using var upload = await ReplicatedUpload.StartAsync(
            store, replicas, "generated.dump", TimeProvider.System.GetUtcNow(), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await using var parts = new PartWriter(upload, PartPlan.For(0), PartsInFlight, CancellationToken.None);
        var whole = await ArchiveEncoding.EncodeAsync(
            source, () => { }, parts, _ => Task.FromResult(compression), progress, CancellationToken.None);
        await parts.FinishAsync(whole);
        await upload.CompleteAsync(ProvedArchive.From(whole, new CleanExit("")), CancellationToken.None);
        return whole;
    }
}
