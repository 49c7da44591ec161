using BlnkBackup.Cli.Commands;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Cli.Tests;

public sealed class CommandGuardTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Fact]
    public async Task A_command_that_returns_is_done() =>
        Assert.Equal(0, await CommandGuard.RunAsync(_ => Task.CompletedTask, CancellationToken.None));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failure_becomes_its_exit_code(FailureKind kind) =>
        Assert.Equal((int)ExitCodes.Of(kind), await AfterAsync(new BackupException(kind, "It failed.", "Run again.")));

    [Fact]
    public async Task Wrong_settings_become_3() => Assert.Equal(3, await AfterAsync(new ConfigurationException(["X: is wrong."])));

    [Fact]
    public async Task A_fault_that_nobody_foresaw_becomes_1() => Assert.Equal(1, await AfterAsync(new InvalidOperationException("?")));

    [Fact]
    public async Task A_timeout_inside_is_a_fault_and_does_not_pass_for_a_signal() =>
        Assert.Equal(1, await AfterAsync(new TaskCanceledException("The request timed out.", new TimeoutException())));

    [Fact]
    public async Task A_signal_becomes_130()
    {
        using var signal = new CancellationTokenSource();
        Assert.Equal(130, await CommandGuard.RunAsync(
            async stop =>
            {
                await signal.CancelAsync();
                stop.ThrowIfCancellationRequested();
            },
            signal.Token));
    }

    private static Task<int> AfterAsync(Exception failure) => CommandGuard.RunAsync(_ => Task.FromException(failure), CancellationToken.None);
}
