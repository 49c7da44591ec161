using static BlnkBackup.Archive.Compression;

namespace BlnkBackup.Configuration;

/// <summary>
/// Every environment variable that is read, in one place: reading, the command line's help and the README's table all come from here.
/// The documented names are asked first, then the AWS tools', then Blnk's own.
/// </summary>
public static class ConfigurationVariables
{
    /// <summary>The database's address.</summary>
    public static ConfigurationVariable DatabaseUrl { get; } = new("DATABASE_URL", ["BLNK_DATA_SOURCE_DNS"], "the PG* variables",
        "The database: postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=…, or libpq's key=value pairs.");

    /// <summary>The database's secret.</summary>
    public static ConfigurationVariable DatabaseSecretArn { get; } = new("DATABASE_SECRET_ARN", [], "none",
        "The secret that holds the database's user and password, and perhaps host, port and name: its ARN in Lambda, elsewhere an environment variable's name.");

    /// <summary>RDS IAM authentication.</summary>
    public static ConfigurationVariable DatabaseIamAuth { get; } = new("DATABASE_IAM_AUTH", [], "false",
        "true signs in to RDS with IAM tokens instead of a password; needs TLS.");

    /// <summary>The bucket.</summary>
    public static ConfigurationVariable Bucket { get; } = new("S3_BACKUP_BUCKET", ["BLNK_S3_BUCKET_NAME"], null,
        "The bucket that backups go to.");

    /// <summary>What every key starts with.</summary>
    public static ConfigurationVariable Prefix { get; } = new("S3_BACKUP_PREFIX", [], "none",
        "What every key in the bucket starts with, such as ledger/production/.");

    /// <summary>The region.</summary>
    public static ConfigurationVariable Region { get; } = new("AWS_REGION", ["AWS_DEFAULT_REGION", "BLNK_S3_REGION"],
        "us-east-1 with an endpoint, else required", "The bucket's region.");

    /// <summary>The address of an S3-compatible store.</summary>
    public static ConfigurationVariable Endpoint { get; } = new("S3_ENDPOINT",
        ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "BLNK_S3_ENDPOINT"], "AWS itself", "An S3-compatible store's http(s) address.");

    /// <summary>Where the bucket's name goes.</summary>
    public static ConfigurationVariable PathStyle { get; } = new("S3_PATH_STYLE", [], "true with an endpoint, else false",
        "true puts the bucket into the path, false into the host name.");

    /// <summary>The access key's id.</summary>
    public static ConfigurationVariable AccessKeyId { get; } = new("AWS_ACCESS_KEY_ID", ["BLNK_AWS_ACCESS_KEY_ID"],
        "the AWS SDK's own chain (role, profile, …)", "The access key's id; its secret must come from the same pair of variables.");

    /// <summary>The access key's secret.</summary>
    public static ConfigurationVariable SecretAccessKey { get; } = new("AWS_SECRET_ACCESS_KEY", ["BLNK_AWS_SECRET_ACCESS_KEY"],
        "the AWS SDK's own chain", "The access key's secret.");

    /// <summary>Temporary credentials' token.</summary>
    public static ConfigurationVariable SessionToken { get; } = new("AWS_SESSION_TOKEN", [], "none",
        "The token that belongs to temporary AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");

    /// <summary>The storage class.</summary>
    public static ConfigurationVariable StorageClass { get; } = new("S3_STORAGE_CLASS", [], "STANDARD, as S3 does",
        "STANDARD_IA, INTELLIGENT_TIERING, GLACIER_IR or another of S3's storage classes.");

    /// <summary>Server-side encryption.</summary>
    public static ConfigurationVariable Encryption { get; } = new("S3_SSE", [], "the bucket's default",
        "Server-side encryption: AES256 or aws:kms.");

    /// <summary>The KMS key.</summary>
    public static ConfigurationVariable KmsKeyId { get; } = new("S3_SSE_KMS_KEY_ID", [], "the account's aws/s3 key",
        "The KMS key's id, ARN or alias, with S3_SSE=aws:kms.");

    /// <summary>Object tags.</summary>
    public static ConfigurationVariable Tags { get; } = new("S3_TAGS", [], "none",
        "At most 10 tags of every object: team=ledger,env=prod (or team=ledger&env=prod, percent-encoded).");

    /// <summary>Object lock's mode.</summary>
    public static ConfigurationVariable ObjectLockMode { get; } = new("S3_OBJECT_LOCK_MODE", [], "the bucket's default",
        "GOVERNANCE or COMPLIANCE; the bucket must have object lock enabled.");

    /// <summary>Object lock's duration.</summary>
    public static ConfigurationVariable ObjectLockDays { get; } = new("S3_OBJECT_LOCK_DAYS", [], "none",
        "For how many days, with S3_OBJECT_LOCK_MODE: 1 to 36500.");

    /// <summary>The buckets that every backup goes to as well.</summary>
    public static ConfigurationVariable Replicas { get; } = new("S3_REPLICAS", [], "none",
        "More buckets for every backup: REGION:BUCKET,REGION:BUCKET; an S3-compatible store's as REGION:BUCKET@https://HOST:9000.");

    /// <summary>What a success is.</summary>
    public static ConfigurationVariable ReplicaPolicy { get; } = new("S3_REPLICA_POLICY", [], "all",
        "all calls a run a success when every bucket has the backup, primary when S3_BACKUP_BUCKET has it.");

    /// <summary>Patience with replicas.</summary>
    public static ConfigurationVariable ReplicaPatienceSeconds { get; } = new("S3_REPLICA_PATIENCE_SECONDS", [], "60",
        "How many seconds in all each replica may hold a run up before it is given up: 1 to 86400.");

    /// <summary>Compression.</summary>
    public static ConfigurationVariable Compression { get; } = new("BACKUP_COMPRESSION", [],
        $"zstd:{FastZstd.Level}, or gzip:{FastGzip.Level} for PostgreSQL 15 and older",
        "zstd, zstd:1 to zstd:19, gzip, gzip:1 to gzip:9, or none.");

    /// <summary>pg_dump's folder.</summary>
    public static ConfigurationVariable PgBinDirectory { get; } = new("PG_BIN_DIR", [], "/opt/bin",
        "The folder that holds MAJOR/pg_dump for each PostgreSQL major.");

    /// <summary>Uploads at once.</summary>
    public static ConfigurationVariable PartsInFlight { get; } = new("BACKUP_PARTS_IN_FLIGHT", [], "4",
        "How many parts are uploaded at once: 1 to 64.");

    /// <summary>Patience for table locks.</summary>
    public static ConfigurationVariable LockWaitSeconds { get; } = new("BACKUP_LOCK_WAIT_SECONDS", [], "60",
        "How many seconds to wait for a table's lock: 1 to 86400.");

    /// <summary>The ledger's facts in the receipt.</summary>
    public static ConfigurationVariable LedgerFacts { get; } = new("LEDGER_FACTS", [], "true",
        "false leaves the ledger's invariants out of the receipt: they cost the server some seconds a million transactions.");

    /// <summary>What the estimate reckons with.</summary>
    public static ConfigurationVariable ThroughputBytesPerSecond { get; } = new("BACKUP_THROUGHPUT_BYTES_PER_SECOND", [], "50000000",
        "How many bytes of the database are expected to be backed up in a second, for the estimate: 1 to 2147483647.");

    /// <summary>The longest backup in a function.</summary>
    public static ConfigurationVariable SyncLimitSeconds { get; } = new("BACKUP_SYNC_LIMIT_SECONDS", [], "600",
        "How many seconds a backup may be expected to take in a function, for the estimate: 1 to 86400.");

    /// <summary>The server of restore drills.</summary>
    public static ConfigurationVariable DrillDatabaseUrl { get; } = new("DRILL_DATABASE_URL", [], "a server started here for the drill",
        "The scratch server of drills, where the user may create databases: postgres://USER:PASSWORD@HOST:5432/postgres.");

    /// <summary>Its secret.</summary>
    public static ConfigurationVariable DrillDatabaseSecretArn { get; } = new("DRILL_DATABASE_SECRET_ARN", [], "none",
        "The secret that fills in what DRILL_DATABASE_URL leaves out, of the same shapes as DATABASE_SECRET_ARN's.");

    /// <summary>The secret of the HTTP key.</summary>
    public static ConfigurationVariable ApiKeySecretArn { get; } = new("BLNK_BACKUP_API_KEY_SECRET_ARN", [], "none",
        "The secret that holds the key of the HTTP calls, as text or as the field api_key: its ARN in Lambda, elsewhere an environment variable's name.");

    /// <summary>How long daily backups are kept.</summary>
    public static ConfigurationVariable RetentionDailyDays { get; } = new("RETENTION_DAILY_DAYS", [], "7",
        "For how many days prune keeps the newest backup of each day: 1 to 36500.");

    /// <summary>How long weekly backups are kept.</summary>
    public static ConfigurationVariable RetentionWeeklyDays { get; } = new("RETENTION_WEEKLY_DAYS", [], "30",
        "For how many days prune keeps the newest backup of each ISO week: 0 to 36500.");

    /// <summary>How long monthly backups are kept.</summary>
    public static ConfigurationVariable RetentionMonthlyDays { get; } = new("RETENTION_MONTHLY_DAYS", [], "365",
        "For how many days prune keeps the newest backup of each month: 0 to 36500.");

    /// <summary>The age at which the newest backup is too old.</summary>
    public static ConfigurationVariable FreshnessMaxAgeHours { get; } = new("FRESHNESS_MAX_AGE_HOURS", [], "24",
        "How old the newest finished backup may be, in hours, with 2 more for a run under way: 1 to 87600.");

    /// <summary>The HTTP key.</summary>
    public static ConfigurationVariable ApiKey { get; } = new("BLNK_BACKUP_API_KEY", ["BLNK_SERVER_SECRET_KEY"], null,
        "The key that HTTP callers must show; without one nothing is served.");

    /// <summary>The log's shape.</summary>
    public static ConfigurationVariable Log { get; } = new("BACKUP_LOG", [], "json in Lambda, text elsewhere",
        "json for one object a line, text for people; on standard error.");

    /// <summary>Metrics.</summary>
    public static ConfigurationVariable Metrics { get; } = new("BACKUP_METRICS", [], "emf in Lambda, none elsewhere",
        "emf prints each run's metrics in CloudWatch's embedded metric format, one line on standard output; none does not.");

    /// <summary>The webhook of notices.</summary>
    public static ConfigurationVariable WebhookUrl { get; } = new("NOTIFY_WEBHOOK_URL", [], "none",
        "Where the end of a run is posted: a Slack-compatible incoming webhook. A secret.");

    /// <summary>Which ends are posted.</summary>
    public static ConfigurationVariable NotifyOn { get; } = new("NOTIFY_ON", [], "failure",
        "failure posts what needs somebody, all posts successes, warnings and cancelled runs too.");

    /// <summary>libpq's own variables: they fill in what the database's URL leaves out.</summary>
    public static IReadOnlyList<ConfigurationVariable> Postgres { get; } =
    [
        .. LibpqParameters.All
            .Where(parameter => parameter is { Variable: not null, Use: ParameterUse.Both or ParameterUse.LibpqOnly })
            .Select(parameter => new ConfigurationVariable(parameter.Variable!, [], "libpq's", $"libpq's {parameter.Keyword}: {parameter.Note}.")),
    ];

    /// <summary>All of them, grouped: database, store, backup, retention and freshness, drill, service, reports; libpq's last.</summary>
    public static IReadOnlyList<ConfigurationVariable> All { get; } =
    [
        DatabaseUrl, DatabaseSecretArn, DatabaseIamAuth,
        Bucket, Prefix, Region, Endpoint, PathStyle, AccessKeyId, SecretAccessKey, SessionToken,
        StorageClass, Encryption, KmsKeyId, Tags, ObjectLockMode, ObjectLockDays,
        Replicas, ReplicaPolicy, ReplicaPatienceSeconds,
        Compression, PgBinDirectory, PartsInFlight, LockWaitSeconds, LedgerFacts, ThroughputBytesPerSecond, SyncLimitSeconds,
        RetentionDailyDays, RetentionWeeklyDays, RetentionMonthlyDays, FreshnessMaxAgeHours,
        DrillDatabaseUrl, DrillDatabaseSecretArn,
        ApiKey, ApiKeySecretArn,
        Log, Metrics, WebhookUrl, NotifyOn,
        .. Postgres,
    ];
}
