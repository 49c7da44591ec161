namespace BlnkBackup.Configuration;

/// <summary>The buckets that every backup goes to as well, and what of that a run needs. Immutable.</summary>
public sealed record ReplicaSettings
{
    /// <summary>The replicas: the primary's store but for bucket, region, endpoint and, where it is bound to a region, encryption key.</summary>
    public IReadOnlyList<ObjectStore> Stores { get; init; } = [];

    /// <summary>What a success is.</summary>
    public ReplicaPolicy Policy { get; init; } = ReplicaPolicy.All;

    /// <summary>How long each replica may hold the run up, in all, before it is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
