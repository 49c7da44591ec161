using BlnkBackup.Archive;

namespace BlnkBackup.Configuration;

/// <summary>All that a backup needs to know beforehand, checked as a whole before anything begins. Immutable.</summary>
public sealed record BackupConfiguration
{
    /// <summary>The database to dump.</summary>
    public required DatabaseTarget Database { get; init; }

    /// <summary>True where each connection to the database is to get an RDS IAM token for a password.</summary>
    public bool DatabaseIamAuth { get; init; }

    /// <summary>The bucket to store the backup in.</summary>
    public required ObjectStore Store { get; init; }

    /// <summary>The buckets to store it in as well.</summary>
    public ReplicaSettings Replicas { get; init; } = new();

    /// <summary>What to compress with, or null for the best that the archive's version holds (zstd, else gzip).</summary>
    public Compression? Compression { get; init; }

    /// <summary>The folder that holds MAJOR/pg_dump for each PostgreSQL major.</summary>
    public string PgBinDirectory { get; init; } = "/opt/bin";

    /// <summary>How many parts are uploaded at once: 1 to 64.</summary>
    public int PartsInFlight { get; init; } = 4;

    /// <summary>How many seconds pg_dump waits for a table's lock before it gives up; at least 1.</summary>
    public int LockWaitSeconds { get; init; } = 60;

    /// <summary>Whether the receipt is to hold the ledger's facts.</summary>
    public bool LedgerFacts { get; init; } = true;

    /// <summary>How many bytes of the database a second's work is reckoned to be; at least 1.</summary>
    public int ThroughputBytesPerSecond { get; init; } = 50_000_000;

    /// <summary>How many seconds a backup may be expected to take in a function; at least 1.</summary>
    public int SyncLimitSeconds { get; init; } = 600;

    /// <summary>How the end of a run is told.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>Reads every variable of <see cref="ConfigurationVariables"/> but the API key's and the secrets'.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">Lists every problem, of the database, the store and the backup.</exception>
    public static BackupConfiguration Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var database = DatabaseTargetReader.Read(variables);
        var databaseIamAuth = IamAuthentication.Read(variables, database);
        var store = ObjectStoreReader.Read(variables);
        var replicas = ReplicaSettingsReader.Read(variables, store);
        var compression = CompressionSetting.Read(variables);
        var pgBinDirectory = variables.Value(ConfigurationVariables.PgBinDirectory) ?? "/opt/bin";
        var partsInFlight = variables.Number(ConfigurationVariables.PartsInFlight, least: 1, most: 64) ?? 4;
        var lockWaitSeconds = variables.Number(ConfigurationVariables.LockWaitSeconds, least: 1, most: 86_400) ?? 60;
        var ledgerFacts = variables.OneOf(ConfigurationVariables.LedgerFacts, ["true", "false"]) != "false";
        var throughput = variables.Number(ConfigurationVariables.ThroughputBytesPerSecond, least: 1, most: int.MaxValue) ?? 50_000_000;
        var syncLimitSeconds = variables.Number(ConfigurationVariables.SyncLimitSeconds, least: 1, most: 86_400) ?? 600;
        var reports = ReportSettings.Read(variables);
        variables.ThrowIfAnyProblem();
        return new BackupConfiguration
        {
            Database = database!,
            DatabaseIamAuth = databaseIamAuth,
            Store = store!,
            Replicas = replicas,
            Compression = compression,
            PgBinDirectory = pgBinDirectory,
            PartsInFlight = partsInFlight,
            LockWaitSeconds = lockWaitSeconds,
            LedgerFacts = ledgerFacts,
            ThroughputBytesPerSecond = throughput,
            SyncLimitSeconds = syncLimitSeconds,
            Reports = reports,
        };
    }
}
