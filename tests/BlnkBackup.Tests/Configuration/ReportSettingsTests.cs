using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class ReportSettingsTests
{
    [Fact]
    public void Outside_Lambda_the_log_is_text_and_nothing_else_is_told() =>
        Assert.Equal(new ReportSettings(), Read(GivenVariables.Enough));

    [Fact]
    public void In_Lambda_log_and_metrics_are_for_CloudWatch() =>
        Assert.Equal(
            new ReportSettings { JsonLog = true, EmbeddedMetrics = true }, Read(GivenVariables.Enough.With("AWS_LAMBDA_FUNCTION_NAME", "backup")));

    [Theory]
    [InlineData(null)]
    [InlineData("backup")]
    public void What_is_set_is_heeded_everywhere(string? function)
    {
        var given = GivenVariables.Enough.With("AWS_LAMBDA_FUNCTION_NAME", function ?? "");
        Assert.Equal(
            (false, false),
            (Read(given.With("BACKUP_LOG", "text")).JsonLog, Read(given.With("BACKUP_METRICS", "none")).EmbeddedMetrics));
        Assert.Equal(
            (true, true, true),
            (Read(given.With("BACKUP_LOG", "json")).JsonLog, Read(given.With("BACKUP_METRICS", "emf")).EmbeddedMetrics, Read(given.With("NOTIFY_ON", "all")).NotifyOfAll));
        Assert.True(ReportSettings.ReadJsonLog(given.Lookup));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_and_no_address_with_it()
    {
        var given = GivenVariables.Enough
            .With("BACKUP_LOG", "xml").With("BACKUP_METRICS", "yes").With("NOTIFY_ON", "never").With("NOTIFY_WEBHOOK_URL", "hooks.example/secret-path");
        var problems = Assert.Throws<ConfigurationException>(() => Read(given)).Problems;
        Assert.Equal(
            ["BACKUP_LOG", "BACKUP_METRICS", "NOTIFY_ON", "NOTIFY_WEBHOOK_URL"], problems.Select(problem => problem.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://hooks.example/x")]
    [InlineData("https://user:password@hooks.example/x")]
    [InlineData("/services/x")]
    public void A_webhook_is_an_http_address_without_a_user(string address) =>
        Assert.Throws<ConfigurationException>(() => Read(GivenVariables.Enough.With("NOTIFY_WEBHOOK_URL", address)));

    [Fact]
    public void A_webhook_shows_its_host_only()
    {
        var given = GivenVariables.Enough.With("NOTIFY_WEBHOOK_URL", "https://hooks.example:8443/services/T0/secret?token=secret");
        Assert.Equal("https://hooks.example:8443/…", $"{Read(given).Webhook}");
        Assert.DoesNotContain("/services", $"{BackupConfiguration.Read(given.Lookup)}", StringComparison.Ordinal);
    }

    static ReportSettings Read(GivenVariables given) => BackupConfiguration.Read(given.Lookup).Reports;
}
