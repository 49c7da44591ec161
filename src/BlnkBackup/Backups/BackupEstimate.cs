namespace BlnkBackup.Backups;

/// <summary>Whether a backup will end in time, before it is begun.</summary>
/// <param name="DatabaseBytes">The database's size on disk (pg_database_size), indexes included.</param>
/// <param name="ExpectedSeconds">How long a backup of it will take.</param>
/// <param name="LimitSeconds">How long it may take (BACKUP_SYNC_LIMIT_SECONDS).</param>
public sealed record BackupEstimate(long DatabaseBytes, double ExpectedSeconds, int LimitSeconds)
{
    // A cold start, connecting, pg_dump's reading of the catalog, the upload's start and end.
    private const double StartSeconds = 5;

    /// <summary>True where it is expected to end within the limit.</summary>
    public bool Fits => ExpectedSeconds <= LimitSeconds;

    /// <summary>The estimate for a database.</summary>
    /// <param name="databaseBytes">Its size on disk.</param>
    /// <param name="bytesPerSecond">How much of it is backed up in a second (BACKUP_THROUGHPUT_BYTES_PER_SECOND).</param>
    /// <param name="limitSeconds">How long a backup may take.</param>
    public static BackupEstimate Of(long databaseBytes, int bytesPerSecond, int limitSeconds) =>
        new(databaseBytes, StartSeconds + ((double)databaseBytes / bytesPerSecond), limitSeconds);
}
