using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Pipelines;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Functions;

/// <summary>Runs what a function does; whatever it throws becomes what <see cref="StepFailure"/> makes of it.</summary>
internal static class FunctionGuard
{
    /// <param name="log">Takes the faults that nobody foresaw: what is thrown does not hold their text.</param>
    /// <param name="work">What is run.</param>
    public static async Task<T> RunAsync<T>(ILogger log, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (fault is not (BackupException or ConfigurationException))
            {
                log.LogError(fault, "An unexpected fault");
            }

            throw StepFailure.Of(fault);
        }
    }
}
