using BlnkBackup.Configuration;
using Npgsql;

namespace BlnkBackup.Dumping;

/// <summary>Connects, and stops waiting when it is told to: Npgsql heeds no cancellation once a server that says nothing took its call.</summary>
internal static class PromptConnection
{
    public static NpgsqlDataSource SourceOf(DatabaseTarget target) =>
        new NpgsqlSlimDataSourceBuilder(target.ToNpgsql().ConnectionString).EnableTransportSecurity().Build();

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
