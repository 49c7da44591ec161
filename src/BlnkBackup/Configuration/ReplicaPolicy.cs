namespace BlnkBackup.Configuration;

/// <summary>What a run needs to be called a success, where it has replicas.</summary>
public enum ReplicaPolicy
{
    /// <summary>Every destination has the backup.</summary>
    All,

    /// <summary>The primary has it; a replica that has not is a warning.</summary>
    Primary,
}
