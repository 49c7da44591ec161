using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Freshness;

/// <summary>A look at how old the newest finished backup is.</summary>
public static class FreshnessCheck
{
    /// <summary>Lists and judges.</summary>
    /// <param name="store">Whose backups.</param>
    /// <param name="limit">How old the newest may be.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <returns>The judgement; <see cref="FreshnessReport.ThrowUnlessFresh"/> makes a failure of a bad one.</returns>
    /// <exception cref="BackupException">The store cannot be listed.</exception>
    public static async Task<FreshnessReport> RunAsync(
        BackupStore store, FreshnessLimit limit, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return FreshnessPolicy.Judge(await store.ListAsync(cancellation).ConfigureAwait(false), limit, now);
    }
}
