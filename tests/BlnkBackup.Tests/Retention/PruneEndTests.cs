using BlnkBackup.Failures;
using BlnkBackup.Notifications;
using BlnkBackup.Retention;

namespace BlnkBackup.Tests.Retention;

public sealed class PruneEndTests
{
    [Fact]
    public void A_prune_that_removed_all_is_a_success()
    {
        var end = PruneEnd.Of(Report(null, PruneOutcome.Kept, PruneOutcome.Removed), TimeSpan.FromSeconds(2));
        Assert.Equal(NoticeSeverity.Success, end.Notice.Severity);
        Assert.Equal("Prune succeeded: 1 kept, 1 removed, 10 bytes freed", $"{end.Summary}");
        var facts = end.Summary.ToDictionary();
        Assert.Equal(("succeeded", 1, 10L, 2.0), (facts["Outcome"], facts["Removed"], facts["FreedBytes"], facts["Seconds"]));
    }

    [Fact]
    public void One_that_is_incomplete_is_for_somebody_to_see_to()
    {
        var end = PruneEnd.Of(Report(null, PruneOutcome.Removed, PruneOutcome.Failed), TimeSpan.Zero);
        Assert.Equal((NoticeSeverity.Failure, "Prune is incomplete"), (end.Notice.Severity, end.Notice.Title));
        var facts = end.Summary.ToDictionary();
        Assert.Equal(("failed", "PruneIncomplete", 1), (facts["Outcome"], facts["Kind"], facts["Unremoved"]));
    }

    [Fact]
    public void What_it_warns_of_is_told_with_it()
    {
        var end = PruneEnd.Of(Report("See why.", PruneOutcome.Kept), TimeSpan.Zero);
        Assert.Equal((NoticeSeverity.Warning, "See why."), (end.Notice.Severity, end.Summary.ToDictionary()["Warnings"]));
    }

    [Fact]
    public void A_deadline_says_that_the_next_prune_goes_on()
    {
        var end = PruneEnd.Of(PruneEnd.TooLate(TimeSpan.FromSeconds(60)), TimeSpan.Zero, cancelled: false);
        Assert.Equal(NoticeSeverity.Failure, end.Notice.Severity);
        Assert.StartsWith(
            $"Prune failed ({FailureKind.DeadlinePassed}): The prune did not end within the 60 seconds that there were. Prune again", $"{end.Summary}", StringComparison.Ordinal);
    }

    [Fact]
    public void Who_ended_it_need_not_be_told() =>
        Assert.Equal(NoticeSeverity.Warning, PruneEnd.Of(new OperationCanceledException(), TimeSpan.Zero, cancelled: true).Notice.Severity);

    private static PruneReport Report(string? warning, params PruneOutcome[] outcomes) => new(
        "bucket", "", IsDryRun: false, [.. outcomes.Select((outcome, index) => new PrunedBackup($"backup {index}", default, 10, outcome, "why"))], warning);
}
