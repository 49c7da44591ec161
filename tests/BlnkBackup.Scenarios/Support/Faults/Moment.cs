namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>When, in the course of a run, a fault strikes.</summary>
/// <param name="Name">For the message of a run that failed its test.</param>
/// <param name="HasCome">Whether it has come.</param>
public sealed record Moment(string Name, Func<FaultRun, bool> HasCome)
{
    public static Moment Drawn(Draw draw) => draw.Number(0, 2) switch
    {
        0 => AfterTime(draw.Number(0, 1_200)),
        1 => AfterRequests(draw.Number(1, 6)),
        _ => AfterBytes(draw.Magnitude(FaultDatabase.LargeBytes)),
    };

    public static Moment AfterTime(int milliseconds) => new(
        $"after {milliseconds} ms", run => run.Elapsed >= TimeSpan.FromMilliseconds(milliseconds));

    public static Moment AfterRequests(int requests) => new(
        $"after {requests} answers of S3", run => run.Store.Server.Requests.Count >= requests);

    public static Moment AfterBytes(int bytes) => new($"after {bytes} bytes of rows", run => run.RawBytes >= bytes);

    /// <summary>Waits for it; false where the run ended first.</summary>
    public async Task<bool> WaitAsync(FaultRun run)
    {
        while (!HasCome(run))
        {
            if (run.HasEnded)
            {
                return false;
            }

            await Task.Delay(3);
        }

        return !run.HasEnded;
    }
}
