using BlnkBackup.Configuration;
using Npgsql;

namespace BlnkBackup.Dumping;

/// <summary>Connects, and stops waiting when it is told to: Npgsql heeds no cancellation once a server that says nothing took its call.</summary>
internal static class PromptConnection
{
    /// <param name="target">Where to.</param>
    /// <param name="commandTimeoutSeconds">How long a command may take that says nothing else; 0 for as long as it does.</param>
    public static NpgsqlDataSource SourceOf(DatabaseTarget target, int commandTimeoutSeconds = 30)
    {
        var settings = target.ToNpgsql();
        settings.CommandTimeout = commandTimeoutSeconds;
        return new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableTransportSecurity().Build();
    }

    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var opening = source.OpenConnectionAsync(cancellation).AsTask();
        try
        {
            return await opening.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whatever still comes of it is closed, or looked at so that its fault troubles nobody.
            _ = opening.ContinueWith(
                late => late.IsCompletedSuccessfully ? late.Result.DisposeAsync() : new ValueTask(Task.FromResult(late.Exception)), TaskScheduler.Default);
            throw;
        }
    }
}
