using System.Globalization;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Scenarios.Support.Faults;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>The program as a process of its own, terminated at random points or without the memory it needs.</summary>
public sealed class FaultMatrixProgramScenarios(PostgresServers servers, ITestOutputHelper output) : IClassFixture<PostgresServers>
{
    private const int UsualTerminations = 16;
    private const int UsualMemories = 8;
    private const int Cancelled = 130;
    private const int KilledBeforeItBegan = 143;

    [Fact]
    public Task Terminated_at_any_moment_it_leaves_a_verified_object_or_nothing() => RunAsync(UsualTerminations, async (draw, end, scenario, store, environment) =>
    {
        var moment = draw.Chance(0.3) ? Moment.AfterTime(draw.Number(0, 2_000)) : Moment.AfterRequests(draw.Number(2, 7));
        using var process = CommandLine.Start(environment, "backup");
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited && !moment.HasCome(end.Run))
        {
            await Task.Delay(3);
        }

        await Shell.RunAsync("kill", ["-s", draw.Of("TERM", "INT"), $"{process.Id}"]);
        await process.WaitForExitAsync();
        var said = await printed + await errors;
        Assert.True(process.ExitCode is 0 or Cancelled || (process.ExitCode == KilledBeforeItBegan && store.Server.Requests.Count <= 1), $"{moment.Name}: {process.ExitCode}, {said}");
        return ($"signal: exit code {process.ExitCode}", process.ExitCode == 0);
    });

    [Fact]
    public Task Without_memory_it_fails_and_leaves_nothing() => RunAsync(UsualMemories, async (draw, end, scenario, store, environment) =>
    {
        environment["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"0x{draw.Number(20, 60) << 20:x}");
        var program = await CommandLine.RunAsync(environment, "backup");
        Assert.True(program.ExitCode is 0 || program.Errors.Contains("memory", StringComparison.OrdinalIgnoreCase), program.Errors);
        return ($"{environment["DOTNET_GCHeapHardLimit"]} bytes of heap: exit code {program.ExitCode} {program.Errors.Split('\n')[0]}", program.ExitCode == 0);
    });

    private async Task RunAsync(
        int usual, Func<Draw, FaultEnd, Scenario, EmbeddedStore, Dictionary<string, string>, Task<(string Said, bool Succeeded)>> run)
    {
        var database = await FaultDatabase.CreateAsync(await servers.NewestAsync(), large: true);
        for (var seed = 1; seed <= FaultMatrix.Runs(usual); seed++)
        {
            await using var store = await EmbeddedStore.StartAsync();
            using var scenario = await Scenario.OverAsync(database.Postgres, store, database.Name);
            using var bare = new FaultRun(database, store, scenario);
            var end = new FaultEnd(bare, []);
            var environment = CommandLine.EnvironmentOf(scenario);
            environment["BACKUP_COMPRESSION"] = "none";
            var (said, succeeded) = await run(new Draw(seed), end, scenario, store, environment);
            var stored = store.Server.Objects(scenario.Bucket);
            output.WriteLine($"seed {seed}: {said}, {stored.Count} objects, {store.Server.Requests.Count} requests");
            Assert.Equal(succeeded ? 2 : 0, stored.Count);
            await end.EnsureNothingOpenAsync();
            if (succeeded)
            {
                await end.EnsureWholeAsync(stored.Single(one => one.Key.EndsWith(".dump", StringComparison.Ordinal)), restore: false);
            }
        }
    }
}
