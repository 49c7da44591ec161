using BlnkBackup.Backups;

namespace BlnkBackup.Tests.Backups;

public sealed class BackupEstimateTests
{
    [Theory]
    [InlineData(0, 5, true)]
    [InlineData(50_000_000_000, 505, true)]
    [InlineData(59_500_000_000, 600, true)]
    [InlineData(59_500_000_001, 600.00000001, false)]
    [InlineData(1L << 50, 11_259_004.07, false)]
    public void A_backup_takes_a_start_and_its_bytes_and_fits_within_the_limit(long bytes, double seconds, bool fits)
    {
        var estimate = BackupEstimate.Of(bytes, bytesPerSecond: 100_000_000, limitSeconds: 600);
        Assert.Equal(seconds, estimate.ExpectedSeconds, tolerance: 0.01);
        Assert.Equal((bytes, 600, fits), (estimate.DatabaseBytes, estimate.LimitSeconds, estimate.Fits));
    }
}
