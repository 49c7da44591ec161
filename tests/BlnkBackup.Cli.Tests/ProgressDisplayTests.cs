using BlnkBackup.Cli.Terminal;

namespace BlnkBackup.Cli.Tests;

public sealed class ProgressDisplayTests
{
    [Fact]
    public async Task What_is_shown_comes_back_with_its_result() =>
        Assert.Equal(42, await ProgressDisplay.ShowAsync<long, int>("A [test] of progress", bytes => $"{bytes} [bytes]", progress =>
        {
            progress.Report(1);
            progress.Report(2);
            return Task.FromResult(42);
        }));

    [Fact]
    public async Task What_fails_inside_fails_outside_as_it_is()
    {
        var failure = new InvalidOperationException("of the run");
        Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ProgressDisplay.ShowAsync<long, int>("A [test] of progress", _ => "", _ => Task.FromException<int>(failure))));
    }
}
