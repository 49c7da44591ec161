using System.Text.Json;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Configuration;
using BlnkBackup.Freshness;
using BlnkBackup.Notifications;
using BlnkBackup.Reports;
using BlnkBackup.Storage;
using BlnkBackup.Tests.Configuration.Support;
using BlnkBackup.Tests.Metrics.Support;
using BlnkBackup.Tests.Notifications.Support;
using BlnkBackup.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Freshness;

/// <summary>How the ends of looks at freshness are told; the looks themselves are in the scenarios.</summary>
public sealed class FreshnessJobTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-01-02 03:00:00", NoticeSeverity.Success, "fresh", 9.0)]
    [InlineData("2026-01-01 03:00:00", NoticeSeverity.Critical, "stale", 33.0)]
    internal async Task An_age_is_measured_and_judged(string newest, NoticeSeverity severity, string outcome, double hours)
    {
        var (end, values) = await TellAsync(SampleBackups.At(newest));
        Assert.Equal((severity, outcome, hours), (end.Notice.Severity, end.Summary.ToDictionary()["Outcome"], end.Summary.ToDictionary()["AgeHours"]));
        Assert.Equal(new Dictionary<string, double> { ["BackupAgeHours"] = hours }, values);
    }

    [Fact]
    public async Task Without_a_finished_backup_there_is_no_age_but_somebody_is_told_at_once()
    {
        var (end, values) = await TellAsync(SampleBackups.At("2026-01-02 03:00:00", finished: false));
        Assert.Equal((NoticeSeverity.Critical, "none"), (end.Notice.Severity, end.Summary.ToDictionary()["Outcome"]));
        Assert.Equal("NoFinishedBackup", end.Summary.ToDictionary()["Kind"]);
        Assert.Null(values);
    }

    [Fact]
    public async Task Every_wrong_setting_is_told_and_none_of_the_databases_is_asked_for()
    {
        await using var webhook = await WebhookServer.StartAsync(WebhookServer.Ok);
        var given = new GivenVariables { ["FRESHNESS_MAX_AGE_HOURS"] = "a day", ["NOTIFY_ON"] = "never", ["NOTIFY_WEBHOOK_URL"] = webhook.Url };
        var log = new RecordedLog();

        var wrong = await Assert.ThrowsAsync<ConfigurationException>(
            () => new FreshnessJob(given.Lookup, new FakeTimeProvider(), log).RunAsync(limit: null, timeLeft: null, CancellationToken.None));

        Assert.Equal(
            ["S3_BACKUP_BUCKET", "AWS_REGION", "FRESHNESS_MAX_AGE_HOURS", "NOTIFY_ON"], wrong.Problems.Select(problem => problem.Split(':')[0]));
        var told = JsonDocument.Parse(Assert.Single(webhook.Bodies())).RootElement.GetProperty("blnk_backup");
        Assert.Equal(("failure", "ConfigurationInvalid"), (told.GetProperty("severity").GetString(), told.GetProperty("kind").GetString()));
        Assert.StartsWith("Error: Check of freshness failed (ConfigurationInvalid)", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_ended_it_need_not_be_told() =>
        Assert.Equal(NoticeSeverity.Warning, FreshnessEnd.Of(new OperationCanceledException(), TimeSpan.Zero, cancelled: true).Notice.Severity);

    private static async Task<(RunEnd End, IReadOnlyDictionary<string, double>? Values)> TellAsync(StoredBackup newest)
    {
        var end = FreshnessEnd.Of(FreshnessPolicy.Judge([newest], new FreshnessLimit(), Now), TimeSpan.FromSeconds(1));
        using var output = new MemoryStream();
        using var report = new RunReport(new ReportSettings { EmbeddedMetrics = true }, new FakeTimeProvider(Now), new RecordedLog(), output);
        await report.TellAsync(end);
        return (end, output.Length == 0 ? null : MetricDocument.Parse(System.Text.Encoding.UTF8.GetString(output.ToArray())).Values);
    }
}
