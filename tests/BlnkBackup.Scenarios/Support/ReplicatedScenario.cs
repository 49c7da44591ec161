using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.EmbeddedS3;
using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A scenario whose backups go to a primary and to replicas, each a server of its own in a region of its own.</summary>
public sealed class ReplicatedScenario : IAsyncDisposable
{
    private ReplicatedScenario(Scenario scenario, EmbeddedStore primary, IReadOnlyList<EmbeddedStore> replicas) =>
        (Scenario, Primary, Replicas) = (scenario, primary, replicas);

    public Scenario Scenario { get; }

    public EmbeddedStore Primary { get; }

    public IReadOnlyList<EmbeddedStore> Replicas { get; }

    /// <summary>A database that is there already, or one with three parts of rows, uncompressed.</summary>
    public static async Task<ReplicatedScenario> CreateAsync(
        PostgresServer postgres, int replicas, ReplicaPolicy policy = ReplicaPolicy.All, string? database = null)
    {
        var primary = await EmbeddedStore.StartAsync();
        var stores = new List<EmbeddedStore>();
        for (var number = 1; number <= replicas; number++)
        {
            stores.Add(await EmbeddedStore.StartAsync(new EmbeddedS3Options { Region = RegionOf(number), Buckets = [BucketOf(number)] }));
        }

        var scenario = database is null ? await Scenario.CreateAsync(postgres, primary) : await Scenario.OverAsync(postgres, primary, database);
        if (database is null)
        {
            await postgres.ExecuteAsync(
                scenario.Database, "CREATE TABLE large AS SELECT i, repeat(md5(i::text), 6) AS text FROM generate_series(1, 120000) i");
        }

        scenario.Configuration = scenario.Configuration with
        {
            Compression = Compression.None,
            Replicas = new ReplicaSettings
            {
                Policy = policy,
                Stores = [.. stores.Select((store, index) => scenario.Configuration.Store with
                {
                    Bucket = BucketOf(index + 1), Region = RegionOf(index + 1), Endpoint = store.Endpoint,
                })],
            },
        };
        return new ReplicatedScenario(scenario, primary, stores);
    }

    public static string BucketOf(int number) => $"replica-{number}";

    public IReadOnlyList<EmbeddedS3.Buckets.StoredObject> ObjectsOf(int number) => Replicas[number - 1].Server.Objects(BucketOf(number));

    /// <summary>No upload is open anywhere, and no session.</summary>
    public async Task EnsureNothingOpenAsync()
    {
        for (var number = 1; number <= Replicas.Count; number++)
        {
            Assert.Empty(Replicas[number - 1].Server.OpenUploads(BucketOf(number)));
        }

        await Scenario.EnsureNothingOpenAsync();
    }

    /// <summary>Nothing anywhere, not even a receipt.</summary>
    public async Task EnsureNothingLeftAsync()
    {
        Assert.All(Enumerable.Range(1, Replicas.Count), number => Assert.Empty(ObjectsOf(number)));
        await Scenario.EnsureNothingLeftAsync();
    }

    /// <summary>A replica has what the primary has, archive and receipt, byte for byte.</summary>
    public void EnsureSame(int number)
    {
        var primary = Primary.Server.Objects(Scenario.Bucket);
        Assert.Equal(2, primary.Count);
        Assert.Equal(primary.Select(one => one.Key), ObjectsOf(number).Select(one => one.Key));
        Assert.All(primary.Zip(ObjectsOf(number)), pair => Assert.True(pair.First.ToArray().AsSpan().SequenceEqual(pair.Second.ToArray())));
    }

    public async ValueTask DisposeAsync()
    {
        Scenario.Dispose();
        foreach (var store in Replicas.Prepend(Primary))
        {
            await store.DisposeAsync();
        }
    }

    private static string RegionOf(int number) => $"eu-west-{number}";
}
