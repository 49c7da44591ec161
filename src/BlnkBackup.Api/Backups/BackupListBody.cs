using BlnkBackup.Storage;

namespace BlnkBackup.Api.Backups;

/// <summary>The body of <c>GET /backups</c>.</summary>
/// <param name="Backups">Newest first.</param>
internal sealed record BackupListBody(IReadOnlyList<BackupBody> Backups)
{
    public static BackupListBody Of(IEnumerable<StoredBackup> backups) =>
        new([.. backups.Select(backup => new BackupBody(backup.Key, backup.Time, backup.Bytes, backup.StorageClass, backup.IsFinished))]);
}

/// <summary>One backup.</summary>
/// <param name="Key">Its key in the bucket.</param>
/// <param name="Time">When its run started, in UTC.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StorageClass">Its S3 storage class.</param>
/// <param name="Finished">False where its receipt is missing: its run did not end well, and it counts for nothing.</param>
internal sealed record BackupBody(string Key, DateTimeOffset Time, long Bytes, string StorageClass, bool Finished);
