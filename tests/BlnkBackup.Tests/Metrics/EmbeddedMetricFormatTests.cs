using System.Text;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Backups;
using BlnkBackup.Metrics;
using BlnkBackup.Tests.Metrics.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Metrics;

public sealed class EmbeddedMetricFormatTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 5, 6, 789, TimeSpan.Zero);
    private static readonly TimeSpan Duration = SampleReceipt.Small.Duration;

    private readonly BackupMetrics metrics = new();
    private readonly MemoryStream output = new();
    private readonly EmbeddedMetricFormat format;

    public EmbeddedMetricFormatTests() => format = new EmbeddedMetricFormat(metrics, output, new FakeTimeProvider(Now));

    [Fact]
    public void A_stored_backup_is_one_document_that_CloudWatch_understands()
    {
        metrics.Record(new RunOutcome.Succeeded(SampleReceipt.Small, Duration));

        var document = MetricDocument.Parse(Assert.Single(Lines()));
        Assert.Equal(Now.ToUnixTimeMilliseconds(), document.Root.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
        Assert.Equal("blnk", document.Root.GetProperty("Database").GetString());
        Assert.Equal([["Database"], []], document.DimensionSets);
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["BackupSucceeded"] = 1,
                ["BackupFailed"] = 0,
                ["BackupDurationSeconds"] = Duration.TotalSeconds,
                ["ArchiveBytes"] = 1_234_567_890_123,
                ["DatabaseBytes"] = 2_000_000,
                ["ThroughputBytesPerSecond"] = 2_000_000 / Duration.TotalSeconds,
            },
            document.Values);
        Assert.Equal(
            ["Count", "Count", "Seconds", "Bytes", "Bytes", "Bytes/Second"],
            document.Values.Keys.Select(document.UnitOf));
    }

    [Fact]
    public void A_failed_one_says_of_which_kind()
    {
        metrics.Record(new RunOutcome.Failed("blnk", null, Duration, "DumpFailed", "It failed.", "Run again."));
        var document = MetricDocument.Parse(Assert.Single(Lines()));
        Assert.Equal("DumpFailed", document.Root.GetProperty("Kind").GetString());
        Assert.Equal((0, 1), (document.Values["BackupSucceeded"], document.Values["BackupFailed"]));
        Assert.DoesNotContain("ArchiveBytes", document.Values.Keys);
    }

    [Fact]
    public void A_run_that_gave_way_or_was_cancelled_is_neither()
    {
        metrics.Record(new RunOutcome.GaveWay("blnk", null, Duration, "Another is running."));
        metrics.Record(new RunOutcome.Cancelled("blnk", null, Duration));
        Assert.Empty(Lines());
    }

    [Theory]
    [InlineData("größe")]
    [InlineData("two words")]
    [InlineData(":colon")]
    public void A_database_whose_name_is_no_dimension_is_measured_without(string name)
    {
        metrics.Record(new RunOutcome.Failed(name, null, Duration, "DumpFailed", "It failed.", "Run again."));
        var document = MetricDocument.Parse(Assert.Single(Lines()));
        Assert.Equal([[]], document.DimensionSets);
        Assert.Equal(name, document.Root.GetProperty("Database").GetString());
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        metrics.Record(new RunOutcome.Succeeded(SampleReceipt.Small, TimeSpan.Zero));
        Assert.DoesNotContain("ThroughputBytesPerSecond", MetricDocument.Parse(Assert.Single(Lines())).Values.Keys);
    }

    [Fact]
    public void Runs_that_end_at_once_are_whole_documents_each()
    {
        Parallel.For(0, 200, number => metrics.Record(new RunOutcome.Failed($"d{number}", null, Duration, "DumpFailed", "It failed.", "Run again.")));
        Assert.Equal(200, Lines().Select(line => MetricDocument.Parse(line).Root.GetProperty("Database").GetString()).Distinct().Count());
    }

    [Fact]
    public void Metrics_of_another_meter_of_the_same_name_are_not_ours()
    {
        using var others = new BackupMetrics();
        others.Record(new RunOutcome.Succeeded(SampleReceipt.Small, Duration));
        metrics.RecordTogether(() => { });
        Assert.Empty(Lines());
    }

    [Fact]
    public void An_age_is_of_no_database()
    {
        metrics.RecordAge(19.5);
        var document = MetricDocument.Parse(Assert.Single(Lines()));
        Assert.Equal([[]], document.DimensionSets);
        Assert.Equal(new Dictionary<string, double> { ["BackupAgeHours"] = 19.5 }, document.Values);
        Assert.Equal("None", document.UnitOf("BackupAgeHours"));
    }

    [Fact]
    public void A_line_fits_into_one_write_of_a_pipe()
    {
        metrics.Record(new RunOutcome.Succeeded(SampleReceipt.Small with { Database = new string('d', 63) }, Duration));
        Assert.InRange(output.Length, 1, 4095);
    }

    public void Dispose()
    {
        format.Dispose();
        metrics.Dispose();
    }

    private string[] Lines() => Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
