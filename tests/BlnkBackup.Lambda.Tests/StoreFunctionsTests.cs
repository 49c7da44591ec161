using BlnkBackup.Lambda.Functions;
using BlnkBackup.Lambda.Tests.Support;

namespace BlnkBackup.Lambda.Tests;

/// <summary>The bootstrap looking after what is stored. It is given no database, except to back up first.</summary>
public sealed class StoreFunctionsTests(LedgerServer server) : IClassFixture<LedgerServer>
{
    [Fact]
    public async Task A_fresh_backup_is_measured()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using (var backup = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.ScheduledBackup)))
        {
            Assert.Null((await backup.InvokeAsync(Events.Scheduled)).ErrorType);
        }

        await using var function = await RunningFunction.StartAsync(StoreOnly(backups), nameof(StoreFunctions.FreshnessCheck));
        var end = await function.InvokeAsync(Events.Scheduled);

        Assert.True(end.ErrorType is null, end.Body);
        Assert.Contains("\"BackupAgeHours\":0.", await function.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_a_finished_backup_has_no_age_and_fails_by_its_kind()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(StoreOnly(backups), nameof(StoreFunctions.FreshnessCheck));

        Assert.Equal("NoFinishedBackup", (await function.InvokeAsync(Events.Scheduled)).ErrorType);
        Assert.DoesNotContain("BackupAgeHours", await function.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prune_keeps_the_newest_and_is_told()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using (var backup = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.ScheduledBackup)))
        {
            Assert.Null((await backup.InvokeAsync(Events.Scheduled)).ErrorType);
        }

        await using var function = await RunningFunction.StartAsync(StoreOnly(backups), nameof(StoreFunctions.Prune));
        var end = await function.InvokeAsync(Events.Scheduled);

        Assert.True(end.ErrorType is null, end.Body);
        Assert.Equal(2, backups.Keys().Count);
        Assert.Contains("Prune succeeded: 1 kept, 0 removed", await function.StopAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(StoreFunctions.FreshnessCheck), "FRESHNESS_MAX_AGE_HOURS", "0", "ConfigurationInvalid")]
    [InlineData(nameof(StoreFunctions.Prune), "RETENTION_DAILY_DAYS", "0", "ConfigurationInvalid")]
    [InlineData(nameof(StoreFunctions.Prune), "AWS_SECRET_ACCESS_KEY", "another", "CredentialsInvalid")]
    public async Task A_failure_is_caught_by_its_kind(string name, string setting, string value, string errorType)
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        var environment = StoreOnly(backups);
        environment[setting] = value;
        await using var function = await RunningFunction.StartAsync(environment, name);

        Assert.Equal(errorType, (await function.InvokeAsync(Events.Scheduled)).ErrorType);
    }

    private static Dictionary<string, string> StoreOnly(LedgerBackups backups) => backups.With("DATABASE_URL", null);
}
