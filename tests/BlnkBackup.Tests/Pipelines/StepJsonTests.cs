using System.Text.Json;
using BlnkBackup.Archive;
using BlnkBackup.Backups;
using BlnkBackup.Pipelines;
using BlnkBackup.Receipts;

namespace BlnkBackup.Tests.Pipelines;

public sealed class StepJsonTests
{
    private static readonly BackupReceipt Receipt = new(
        Bucket: "ledger-backups", Key: "ledger/v1.0/blnk_backup_20260102_030405.dump", Bytes: 1234, Crc32: "AAAAAA==", VersionId: null, Parts: 1,
        Started: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Duration: TimeSpan.FromSeconds(61.5), Database: "blnk",
        ServerVersion: "18.1", DumpVersion: "18.1", Snapshot: "00000003-0000001B-1", Compression: CompressionAlgorithm.Zstd,
        Rows: 99, RawBytes: 5678, Entries: [], Warnings: "");

    [Fact]
    public void A_finished_backup_is_told_in_these_words() => Assert.Equal(
        """
        {"bucket":"ledger-backups","key":"ledger/v1.0/blnk_backup_20260102_030405.dump","receipt_key":"ledger/v1.0/blnk_backup_20260102_030405.json","bytes":1234,"crc32":"AAAAAA==","rows":99,"raw_bytes":5678,"tables":0,"duration_seconds":61.5,"snapshot":"00000003-0000001B-1","server_version":"18.1","started":"2026-01-02T03:04:05+00:00"}
        """,
        JsonSerializer.Serialize(BackupStepResult.Of(Receipt), StepJson.Default.BackupStepResult));

    [Fact]
    public void An_estimate_is_told_in_these_words() => Assert.Equal(
        """{"database_bytes":1000,"expected_seconds":15,"limit_seconds":10,"fits":false}""",
        JsonSerializer.Serialize(EstimateStepResult.Of(BackupEstimate.Of(1000, 100, 10)), StepJson.Default.EstimateStepResult));

    [Theory]
    [InlineData("{}", 900)]
    [InlineData("""{"time_left_seconds":null,"other":1}""", 900)]
    [InlineData("""{"time_left_seconds":60}""", 60)]
    [InlineData("""{"time_left_seconds":1e300}""", 900)]
    [InlineData("""{"time_left_seconds":-1e300}""", 0)]
    public void A_step_has_what_is_left_of_its_invocation_or_less(string input, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        JsonSerializer.Deserialize(input, StepJson.Default.BackupStepInput)!.TimeLeft(TimeSpan.FromSeconds(900)));
}
