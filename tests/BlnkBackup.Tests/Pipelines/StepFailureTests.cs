using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Pipelines;

namespace BlnkBackup.Tests.Pipelines;

public sealed class StepFailureTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_failure_has_a_class_of_its_name(FailureKind kind)
    {
        var failure = StepFailure.Of(new BackupException(kind, "It failed.", "Run again.", new InvalidOperationException("secret")));
        Assert.Equal(kind.ToString(), failure.GetType().Name);
        Assert.Equal("It failed. Run again.", failure.Message);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void Wrong_settings_are_caught_by_the_same_name()
    {
        var failure = StepFailure.Of(new ConfigurationException(["X: is wrong.", "Y: is missing."]));
        Assert.Equal(nameof(FailureKind.ConfigurationInvalid), failure.GetType().Name);
        Assert.Contains("Y: is missing.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_nobody_foresaw_does_not_tell_its_text()
    {
        var failure = StepFailure.Of(new InvalidOperationException("secret"));
        Assert.Equal("UnexpectedFault", failure.GetType().Name);
        Assert.Contains(nameof(InvalidOperationException), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_is_none_of_the_kinds() =>
        Assert.Equal("Cancelled", StepFailure.Of(new OperationCanceledException()).GetType().Name);
}
