using BlnkBackup.Drills;
using BlnkBackup.Failures;
using BlnkBackup.Metrics;
using BlnkBackup.Notifications;
using BlnkBackup.Tests.Metrics.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Drills;

public sealed class DrillSummaryTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(90);

    private static readonly DrillResult Result = new(
        "bucket", "blnk_backup_20260102_030405.dump", "blnk_backup_20260102_030405.drill-20260103_030405.json", "blnk", 20, 15, 99, 7, [], 90, 60, "18.1", default);

    [Fact]
    public void A_success_is_told_in_one_sentence() => Assert.Equal(
        "Drill of blnk_backup_20260102_030405.dump succeeded: 99 rows of 20 tables, 15 of them byte by byte, 7 facts, 90 s",
        $"{DrillSummary.Of(new DrillOutcome.Succeeded(Result, Duration))}");

    [Theory]
    [InlineData(FailureKind.DrillFailed, NoticeSeverity.Critical)]
    [InlineData(FailureKind.BackupDamaged, NoticeSeverity.Critical)]
    [InlineData(FailureKind.BackupNotFound, NoticeSeverity.Critical)]
    [InlineData(FailureKind.ConfigurationInvalid, NoticeSeverity.Failure)]
    internal void A_backup_that_is_not_good_is_critical_and_a_server_that_will_not_do_is_not(FailureKind kind, NoticeSeverity severity) =>
        Assert.Equal(severity, DrillSummary.NoticeOf(Ended(new BackupException(kind, "It failed.", "Look."))).Severity);

    [Fact]
    public void What_an_unforeseen_exception_says_is_not_told() =>
        Assert.DoesNotContain("hunter2", $"{DrillSummary.Of(Ended(new InvalidOperationException("hunter2")))}", StringComparison.Ordinal);

    [Fact]
    public void A_success_is_measured_as_CloudWatch_reads_it() => Assert.Equal(
        new Dictionary<string, double> { ["DrillSucceeded"] = 1, ["DrillFailed"] = 0, ["DrillDurationSeconds"] = 90 },
        MetricDocument.Parse(Measured(new DrillOutcome.Succeeded(Result, Duration))).Values);

    [Fact]
    public void A_failure_is_measured_with_its_kind()
    {
        var document = MetricDocument.Parse(Measured(Ended(new BackupException(FailureKind.DrillFailed, "It failed.", "Look."))));
        Assert.Equal((0, 1), (document.Values["DrillSucceeded"], document.Values["DrillFailed"]));
        Assert.Equal("DrillFailed", document.Root.GetProperty("Kind").GetString());
    }

    [Fact]
    public void A_cancelled_drill_is_neither() => Assert.Equal("", Measured(new DrillOutcome.Cancelled("blnk", null, Duration)));

    private static DrillOutcome Ended(Exception fault) => DrillOutcome.Of(fault, "blnk", null, Duration, cancelled: false);

    private static string Measured(DrillOutcome outcome)
    {
        using var metrics = new BackupMetrics();
        using var output = new MemoryStream();
        using var format = new EmbeddedMetricFormat(metrics, output, new FakeTimeProvider());
        metrics.Record(outcome);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }
}
