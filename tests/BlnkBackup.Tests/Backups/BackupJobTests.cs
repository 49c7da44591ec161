using System.Text.Json;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;
using BlnkBackup.Tests.Notifications.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Backups;

public sealed class BackupJobTests
{
    [Fact]
    public async Task A_job_that_cannot_be_opened_is_told_as_a_failed_backup()
    {
        await using var webhook = await WebhookServer.StartAsync(WebhookServer.Ok);
        var given = GivenVariables.Enough.Without("AWS_REGION").With("NOTIFY_WEBHOOK_URL", webhook.Url);
        var log = new RecordedLog();

        await Assert.ThrowsAsync<ConfigurationException>(
            () => BackupJob.OpenAsync(given.Lookup, new EnvironmentSecretStore(given.Lookup), new FakeTimeProvider(), log, CancellationToken.None));

        var told = JsonDocument.Parse(Assert.Single(webhook.Bodies())).RootElement.GetProperty("blnk_backup");
        Assert.Equal(("failed", "ConfigurationInvalid"), (told.GetProperty("outcome").GetString(), told.GetProperty("kind").GetString()));
        Assert.StartsWith("Error: Backup failed (ConfigurationInvalid) after 0 s: ", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_rules_of_retention_stop_no_backup()
    {
        var given = GivenVariables.Enough.With("RETENTION_DAILY_DAYS", "0").With("FRESHNESS_MAX_AGE_HOURS", "0");
        using var job = await BackupJob.OpenAsync(
            given.Lookup, new EnvironmentSecretStore(given.Lookup), new FakeTimeProvider(), new RecordedLog(), CancellationToken.None);
        Assert.Equal("ledger-backups", job.Store.Location.Bucket);
    }
}
