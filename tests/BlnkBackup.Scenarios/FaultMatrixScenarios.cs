using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Scenarios.Support.Faults;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>
/// Hundreds of runs, each against one to three faults of S3, of the dump, of ourselves: each ends in a verified object or in none,
/// says so truly, and leaves no open upload, no process, no session and no lock.
/// </summary>
/// <remarks>BLNK_FAULT_RUNS for more of them, BLNK_FAULT_SEED and BLNK_FAULT_RUNS=1 to repeat one.</remarks>
public sealed class FaultMatrixScenarios(PostgresServers servers, ITestOutputHelper output) : IClassFixture<PostgresServers>
{
    private const int UsualRuns = 500;
    private const int UsualRestarts = 16;
    private const int MostFaults = 3;

    [Fact]
    public async Task Every_run_ends_in_a_verified_object_or_in_none()
    {
        var matrix = new FaultMatrix(await servers.NewestAsync(), Drawn, atOnce: 8);
        var runs = FaultMatrix.Runs(UsualRuns);
        await matrix.RunAsync(runs);
        output.WriteLine($"{matrix.Tally}");
        Assert.Equal(runs, matrix.Tally.Runs);
        Assert.True(runs < UsualRuns || matrix.Tally.SeveralParts > runs / 5, "Too few runs sent more than one part.");
    }

    [Fact]
    public async Task A_server_that_restarts_under_a_run_ends_it_or_not_but_never_falsely()
    {
        await using var postgres = await PostgresServer.StartAsync(PostgresInstallation.Of(PgClients.ServerMajors[^1]));
        var matrix = new FaultMatrix(postgres, draw => [DumpFaults.Restart(draw)], atOnce: 1);
        await matrix.RunAsync(FaultMatrix.Runs(UsualRestarts));
        output.WriteLine($"{matrix.Tally}");
    }

    private static List<Fault> Drawn(Draw draw)
    {
        var faults = new List<Fault>();
        for (var count = draw.Number(1, MostFaults); faults.Count < count;)
        {
            var fault = draw.Number(0, 8) switch
            {
                <= 4 => StoreFaults.Drawn(draw),
                <= 7 => DumpFaults.Drawn(draw),
                _ => OwnFaults.Drawn(draw),
            };
            if (!faults.Any(other => (fault.Wraps && other.Wraps) || (fault.Changes && other.Changes)))
            {
                faults.Add(fault);
            }
        }

        if (faults.Count < MostFaults && !faults.All(fault => fault.Passes))
        {
            faults.Add(StoreFaults.AtAbort(draw));
        }

        return faults;
    }
}
