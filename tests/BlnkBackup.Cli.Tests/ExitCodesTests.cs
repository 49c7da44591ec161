using BlnkBackup.Cli.Commands;
using BlnkBackup.Failures;

namespace BlnkBackup.Cli.Tests;

public sealed class ExitCodesTests
{
    [Fact]
    public void Every_kind_of_failure_has_an_exit_code_of_its_own()
    {
        var codes = Enum.GetValues<FailureKind>().Select(ExitCodes.Of).ToList();
        Assert.DoesNotContain(ExitCode.Unexpected, codes);
        Assert.DoesNotContain(ExitCode.Done, codes);
        Assert.Equal(codes.Distinct(), codes);
    }

    [Theory]
    [InlineData(FailureKind.ConfigurationInvalid, 3)]
    [InlineData(FailureKind.CredentialsInvalid, 4)]
    [InlineData(FailureKind.BackupAlreadyRunning, 5)]
    [InlineData(FailureKind.DumpFailed, 6)]
    [InlineData(FailureKind.UploadFailed, 7)]
    [InlineData(FailureKind.BackupNotFound, 8)]
    [InlineData(FailureKind.RestoreFailed, 9)]
    [InlineData(FailureKind.BackupDamaged, 10)]
    [InlineData(FailureKind.StoreUnreadable, 11)]
    [InlineData(FailureKind.DeadlinePassed, 12)]
    [InlineData(FailureKind.PruneIncomplete, 15)]
    [InlineData(FailureKind.BackupStale, 13)]
    [InlineData(FailureKind.NoFinishedBackup, 14)]
    public void The_exit_codes_are_those_that_scripts_know(FailureKind kind, int code) => Assert.Equal(code, (int)ExitCodes.Of(kind));

    [Fact]
    public void No_exit_code_is_one_that_a_shell_means_otherwise() =>
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.True((int)code is < 126 or 130));
}
