namespace BlnkBackup.Failures;

/// <summary>Why a run ended without what was asked for. The names are those that callers catch by.</summary>
public enum FailureKind
{
    /// <summary>A setting is missing or wrong, S3's settings among them. Nothing was tried again.</summary>
    ConfigurationInvalid,

    /// <summary>The store does not accept the credentials, or there are none.</summary>
    CredentialsInvalid,

    /// <summary>Another backup of the same database is running.</summary>
    BackupAlreadyRunning,

    /// <summary>The database could not be reached or dumped, or its dump was not whole.</summary>
    DumpFailed,

    /// <summary>The archive could not be stored.</summary>
    UploadFailed,

    /// <summary>What was asked for is not in the store.</summary>
    BackupNotFound,

    /// <summary>A stored backup could not be restored.</summary>
    RestoreFailed,

    /// <summary>A backup was read and is not whole, or not as it was stored.</summary>
    BackupDamaged,

    /// <summary>The store could not be listed, or a backup in it could not be read to its end.</summary>
    StoreUnreadable,

    /// <summary>The time that the run had was over before it was; it was aborted and left nothing.</summary>
    DeadlinePassed,

    /// <summary>Some of the backups that were to be removed could not be.</summary>
    PruneIncomplete,

    /// <summary>The newest finished backup is too old.</summary>
    BackupStale,

    /// <summary>There is no finished backup at all.</summary>
    NoFinishedBackup,
}
