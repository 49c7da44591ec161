using BlnkBackup.Failures;

namespace BlnkBackup.Cli.Commands;

/// <summary>What the command line exits with.</summary>
internal enum ExitCode
{
    /// <summary>All that was asked for was done.</summary>
    Done = 0,

    /// <summary>A fault that nobody foresaw.</summary>
    Unexpected = 1,

    /// <summary>The command line itself is wrong.</summary>
    Usage = 2,

    /// <summary>A setting is missing or wrong.</summary>
    Configuration = 3,

    /// <summary>The store does not accept the credentials.</summary>
    Credentials = 4,

    /// <summary>Another backup is running.</summary>
    AlreadyRunning = 5,

    /// <summary>The database could not be dumped.</summary>
    Dump = 6,

    /// <summary>The archive could not be stored.</summary>
    Upload = 7,

    /// <summary>There is no such backup.</summary>
    NotFound = 8,

    /// <summary>The backup could not be restored.</summary>
    Restore = 9,

    /// <summary>The backup that was verified is damaged.</summary>
    Damaged = 10,

    /// <summary>The store could not be listed, or a backup in it could not be read.</summary>
    Unreadable = 11,

    /// <summary>The run's time was over before it was; it left nothing behind.</summary>
    Deadline = 12,

    /// <summary>The newest finished backup is too old.</summary>
    Stale = 13,

    /// <summary>There is no finished backup.</summary>
    NoneFinished = 14,

    /// <summary>Some backups that were to be removed could not be.</summary>
    PruneIncomplete = 15,

    /// <summary>The run was cancelled by a signal, and left nothing behind.</summary>
    Cancelled = 130,
}

/// <summary>Which exit code goes with which kind of failure.</summary>
internal static class ExitCodes
{
    public static ExitCode Of(FailureKind kind) => kind switch
    {
        FailureKind.ConfigurationInvalid => ExitCode.Configuration,
        FailureKind.CredentialsInvalid => ExitCode.Credentials,
        FailureKind.BackupAlreadyRunning => ExitCode.AlreadyRunning,
        FailureKind.DumpFailed => ExitCode.Dump,
        FailureKind.UploadFailed => ExitCode.Upload,
        FailureKind.BackupNotFound => ExitCode.NotFound,
        FailureKind.RestoreFailed => ExitCode.Restore,
        FailureKind.BackupDamaged => ExitCode.Damaged,
        FailureKind.StoreUnreadable => ExitCode.Unreadable,
        FailureKind.DeadlinePassed => ExitCode.Deadline,
        FailureKind.PruneIncomplete => ExitCode.PruneIncomplete,
        FailureKind.BackupStale => ExitCode.Stale,
        FailureKind.NoFinishedBackup => ExitCode.NoneFinished,
        _ => ExitCode.Unexpected,
    };
}
