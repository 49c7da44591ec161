using System.Text.Json;
using BlnkBackup.Failures;
using BlnkBackup.Retention;

namespace BlnkBackup.Tests.Retention;

public sealed class PruneReportTests
{
    [Fact]
    public void A_backup_that_could_not_be_removed_makes_a_failure()
    {
        var report = Of(PruneOutcome.Kept, PruneOutcome.Removed, PruneOutcome.Failed);
        var failure = Assert.Throws<BackupException>(report.ThrowIfIncomplete);
        Assert.Equal(FailureKind.PruneIncomplete, failure.Kind);
        Assert.Equal("1 of 2 backups could not be removed, backup 2 for one: why", failure.Message);
        Assert.Contains("s3:DeleteObject", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void One_without_such_is_none() => Of(PruneOutcome.Kept, PruneOutcome.Removed).ThrowIfIncomplete();

    [Fact]
    public void Freed_is_what_was_removed() => Assert.Equal(10, Of(PruneOutcome.Kept, PruneOutcome.Removed, PruneOutcome.Failed).FreedBytes);

    [Fact]
    public void In_JSON_an_outcome_is_a_word() =>
        Assert.Contains("\"Outcome\":\"removed\"", JsonSerializer.Serialize(Of(PruneOutcome.Removed)), StringComparison.Ordinal);

    private static PruneReport Of(params PruneOutcome[] outcomes) => new(
        "bucket", "", IsDryRun: false, [.. outcomes.Select((outcome, index) => new PrunedBackup($"backup {index}", default, 10, outcome, "why"))], null);
}
