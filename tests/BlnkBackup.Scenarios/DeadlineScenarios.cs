using BlnkBackup.Backups;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Scenarios;

/// <summary>A run whose time is over, or whose memory, leaves nothing and says so.</summary>
public sealed class DeadlineScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task A_deadline_that_passes_amid_the_rows_leaves_nothing()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 200);
        var environment = CommandLine.EnvironmentOf(scenario);
        var clock = new FakeTimeProvider();
        using var job = await BackupJob.OpenAsync(
            name => environment.GetValueOrDefault(name), new EnvironmentSecretStore(_ => null), clock, NullLogger.Instance, CancellationToken.None);

        var late = new OnFirstRows(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(880));
            return Task.CompletedTask;
        });
        var failed = await Assert.ThrowsAsync<BackupException>(() => job.RunAsync(late, TimeSpan.FromSeconds(900), CancellationToken.None));
        Assert.Equal(FailureKind.DeadlinePassed, failed.Kind);
        Assert.Contains("did not end within 880", failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task Memory_that_runs_out_while_compressing_is_told_in_its_own_words()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 200);

        // More than an array can hold, whatever the machine has.
        var full = new OnFirstRows(() => Task.FromResult(GC.AllocateUninitializedArray<byte>(int.MaxValue)));
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(full));
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("not enough memory", failed.Message, StringComparison.Ordinal);
        await scenario.EnsureNothingLeftAsync();
    }
}
