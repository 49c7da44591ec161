using BlnkBackup.Ledger;

namespace BlnkBackup.Dumping;

/// <summary>
/// Reads the ledger's facts beside the dump, under its snapshot, in the session that exported it and is idle meanwhile. Whatever
/// goes wrong with them is a reason in the receipt; it never ends a run.
/// </summary>
/// <param name="database">The session.</param>
/// <param name="isWanted">False where LEDGER_FACTS is.</param>
internal sealed class LedgerReading(SourceDatabase database, bool isWanted) : IAsyncDisposable
{
    /// <summary>How long a run waits for facts once its dump has ended.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // For a server that hangs: a query that is cancelled then ends, or its connection does.
    private static readonly TimeSpan CancellationPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stop = new();
    private Task<IReadOnlyList<LedgerFact>> reading = Task.FromResult(LedgerFacts.Skip("LEDGER_FACTS is false"));

    /// <summary>Starts to read; to be called once the session is idle and pg_dump has its locks.</summary>
    public void Start()
    {
        if (isWanted)
        {
            reading = Task.Run(() => database.ReadLedgerAsync(stop.Token), CancellationToken.None);
        }
    }

    /// <summary>The facts, as far as they are read within <see cref="Patience"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<IReadOnlyList<LedgerFact>> EndAsync(CancellationToken cancellation)
    {
        stop.CancelAfter(Patience);
        try
        {
            return await reading.WaitAsync(Patience + CancellationPatience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return LedgerFacts.Skip("the server did not answer");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await ((Task)reading.WaitAsync(CancellationPatience)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
