using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Reports;
using BlnkBackup.Tests.Configuration.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Tests.Reports;

public sealed class RunReportTests : IDisposable
{
    private const string Key = "ledger/blnk_backup_20260102_030405.dump";

    private readonly FakeTimeProvider clock = new();
    private readonly RecordedLog log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly BackupConfiguration configuration = BackupConfiguration.Read(GivenVariables.Enough.With("BACKUP_METRICS", "emf").Lookup);

    [Fact]
    public async Task A_success_is_given_on_and_told_in_one_line()
    {
        using var report = new RunReport(configuration.Reports, clock, log, Stream.Null);
        Assert.Same(SampleReceipt.Small, await RunAsync(report, () => Task.FromResult(SampleReceipt.Small)));
        Assert.StartsWith(
            $"Information: Backup of blnk succeeded: {Key}, 9876543210 rows, 2000000 bytes as 1234567890123, 61.235 s", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_failure_is_told_with_its_kind_and_what_to_do() => ToldAsync(
        new BackupException(FailureKind.UploadFailed, "It failed.", "Run again."), "Error: Backup of blnk failed (UploadFailed) after 90 s: It failed. Run again.");

    [Fact]
    public Task Another_backup_that_runs_is_no_failure() => ToldAsync(
        new BackupException(FailureKind.BackupAlreadyRunning, "Another is running.", "Wait."), "Warning: Backup of blnk gave way: Another is running.");

    [Fact]
    public async Task A_run_that_was_told_to_end_was_cancelled()
    {
        await stop.CancelAsync();
        await ToldAsync(new OperationCanceledException(), "Warning: Backup of blnk was cancelled after 90 s, and left nothing");
    }

    [Fact]
    public Task A_cancellation_that_nobody_asked_for_is_a_failure() => ToldAsync(
        new OperationCanceledException(), "Error: Backup of blnk failed (Unexpected) after 90 s: An unexpected fault: OperationCanceledException.");

    [Fact]
    public Task Settings_that_are_wrong_are_a_failure_of_that_kind() => ToldAsync(
        new ConfigurationException(["PGPORT: is none."]), "Error: Backup of blnk failed (ConfigurationInvalid) after 90 s: ");

    [Fact]
    public Task What_an_unforeseen_exception_says_is_not_told() => ToldAsync(
        new InvalidOperationException("Password=hunter2"), "Error: Backup of blnk failed (Unexpected) after 90 s: An unexpected fault: InvalidOperationException. Look into the log, and please report it. ");

    [Fact]
    public async Task Metrics_that_cannot_be_written_do_not_fail_a_backup()
    {
        using var report = new RunReport(configuration.Reports, clock, log, new MemoryStream([], writable: false));
        Assert.Same(SampleReceipt.Small, await RunAsync(report, () => Task.FromResult(SampleReceipt.Small)));
        Assert.Contains(log.Lines, line => line.StartsWith("Warning: The run's metrics could not be written", StringComparison.Ordinal));
    }

    public void Dispose() => stop.Dispose();

    private Task<BackupReceipt> RunAsync(RunReport report, Func<Task<BackupReceipt>> run) => report.OfAsync(
        run,
        (receipt, _) => BackupEnd.Of(new RunOutcome.Succeeded(receipt, receipt.Duration)),
        (fault, taken) => BackupEnd.Of(RunOutcome.Of(fault, configuration.Database.Database, null, taken, stop.IsCancellationRequested)));

    private async Task ToldAsync(Exception fault, string start)
    {
        using var report = new RunReport(configuration.Reports, clock, log, Stream.Null);
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(report, Fail));
        Assert.Same(fault, thrown);
        var line = Assert.Single(log.Lines);
        Assert.StartsWith(start, line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);

        Task<BackupReceipt> Fail()
        {
            clock.Advance(TimeSpan.FromSeconds(90));
            return Task.FromException<BackupReceipt>(fault);
        }
    }
}
