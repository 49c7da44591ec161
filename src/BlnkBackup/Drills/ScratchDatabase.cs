using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>A drill's own database, gone at its end whatever that is.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    // A run that was cancelled takes this long at most to drop it.
    private static readonly TimeSpan DroppingPatience = TimeSpan.FromSeconds(60);

    private readonly ScratchServer server;
    private readonly ScratchName name;
    private readonly ILogger log;
    private bool isThere = true;

    private ScratchDatabase(ScratchServer server, ScratchName name, ILogger log) => (this.server, this.name, this.log) = (server, name, log);

    /// <summary>Where it is.</summary>
    public DatabaseTarget Target => server.TargetOf(name);

    /// <summary>Creates one of a name that there is not yet.</summary>
    /// <exception cref="BackupException">The server refused.</exception>
    public static async Task<ScratchDatabase> CreateAsync(ScratchServer server, DateTimeOffset now, ILogger log, CancellationToken cancellation)
    {
        var database = new ScratchDatabase(server, ScratchName.Next(now), log);
        try
        {
            await server.CreateAsync(database.name).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return database;
        }
        catch (BackupException refused) when (refused.InnerException is PostgresException)
        {
            // There is none of ours; were there one of this name, it would be somebody else's.
            throw;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Drops it.</summary>
    /// <exception cref="BackupException">It is still there.</exception>
    public async Task DropAsync()
    {
        if (isThere)
        {
            isThere = false;
            using var patience = new CancellationTokenSource(DroppingPatience);
            try
            {
                await server.DropAsync(name, patience.Token).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                throw DrillFailure.OfLeftDatabase(Target, fault);
            }
        }
    }

    /// <summary>Drops it where something else has ended the drill: that is what is told, and this in the log.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await DropAsync().ConfigureAwait(false);
        }
        catch (BackupException left)
        {
            log.LogError("{Reason} {Remedy}", left.Message, left.Remedy);
        }
    }
}
