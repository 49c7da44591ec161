using BlnkBackup.Archive;
using BlnkBackup.Receipts;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>One run with what has been armed against it.</summary>
public sealed class FaultRun(FaultDatabase database, EmbeddedStore store, Scenario scenario) : IProgress<EncodingProgress>, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> strikes = [];
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BrokenDump? wrapper;
    private long startedAt = TimeProvider.System.GetTimestamp();
    private long rawBytes;

    public FaultDatabase Database => database;

    public EmbeddedStore Store => store;

    public Scenario Scenario => scenario;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(startedAt);

    public long RawBytes => Interlocked.Read(ref rawBytes);

    public Task Ended => ended.Task;

    public bool HasEnded => ended.Task.IsCompleted;

    /// <summary>Puts a script in pg_dump's place.</summary>
    public void Wrap(string script) => wrapper = BrokenDump.That(script, scenario);

    /// <summary>Does something when the moment has come, unless the run has ended.</summary>
    public void Strike(Moment moment, Func<Task> action) => strikes.Add(Task.Run(async () =>
    {
        await begun.Task;
        if (await moment.WaitAsync(this))
        {
            await action();
        }
    }));

    public Task Cancel() => cancellation.CancelAsync();

    public void CancelAfter(TimeSpan time) => cancellation.CancelAfter(time);

    /// <summary>Runs the backup to its end; what it threw, or its receipt.</summary>
    public async Task<(BackupReceipt? Receipt, Exception? Fault)> RunAsync()
    {
        startedAt = TimeProvider.System.GetTimestamp();
        begun.SetResult();
        try
        {
            return (await scenario.BackUpAsync(this, cancellation: cancellation.Token).WaitAsync(Limit), null);
        }
        catch (Exception fault)
        {
            return (null, fault);
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>What was struck may fail as the run did: a session that is gone, a server that restarts.</summary>
    public async Task StrikesAsync() => await Task.WhenAll(strikes).WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task ToBackendsAsync(string function, string which) => database.Postgres.ExecuteAsync(
        "postgres", $"SELECT {function}(pid) FROM pg_stat_activity WHERE datname = '{database.Name}' AND {which}");

    public void Report(EncodingProgress value) => Interlocked.Exchange(ref rawBytes, value.RawBytes);

    public void Dispose()
    {
        wrapper?.Dispose();
        cancellation.Dispose();
    }
}
