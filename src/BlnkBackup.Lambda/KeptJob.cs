using BlnkBackup.Backups;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda;

/// <summary>
/// The job, opened for the first invocation and kept for the next, but not after a failure: then settings and secrets are read anew. So a
/// wrong setting is an invocation's answer, and not a function that cannot start.
/// </summary>
/// <param name="open">Opens a job.</param>
internal sealed class KeptJob(Func<CancellationToken, Task<BackupJob>> open) : IDisposable
{
    private BackupJob? kept;

    /// <summary>Configured by the environment.</summary>
    public static KeptJob OfEnvironment(ISecretStore secrets, ILogger log) =>
        new(cancellation => BackupJob.OpenAsync(Environment.GetEnvironmentVariable, secrets, TimeProvider.System, log, cancellation));

    /// <summary>Uses a job; invocations side by side have one each.</summary>
    public async Task<T> UseAsync<T>(Func<BackupJob, Task<T>> work, CancellationToken cancellation)
    {
        var job = Interlocked.Exchange(ref kept, null) ?? await open(cancellation).ConfigureAwait(false);
        try
        {
            var result = await work(job).ConfigureAwait(false);
            job = Interlocked.Exchange(ref kept, job);
            return result;
        }
        finally
        {
            job?.Dispose();
        }
    }

    public void Dispose() => kept?.Dispose();
}
