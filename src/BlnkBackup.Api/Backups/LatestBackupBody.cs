using BlnkBackup.Freshness;

namespace BlnkBackup.Api.Backups;

/// <summary>The body of <c>GET /backups/latest</c>.</summary>
/// <param name="Key">The newest finished backup's key in the bucket.</param>
/// <param name="Time">When its run started, in UTC.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StorageClass">Its S3 storage class.</param>
/// <param name="AgeHours">Hours since its run started.</param>
/// <param name="MaxAgeHours">How old it may be, without the tolerance for a run under way.</param>
internal sealed record LatestBackupBody(string Key, DateTimeOffset Time, long Bytes, string StorageClass, double AgeHours, int MaxAgeHours)
{
    public static LatestBackupBody Of(FreshnessReport fresh) => new(
        fresh.Newest!.Key, fresh.Newest.Time, fresh.Newest.Bytes, fresh.Newest.StorageClass, Math.Round(fresh.AgeHours!.Value, 2), fresh.MaxAgeHours);
}
