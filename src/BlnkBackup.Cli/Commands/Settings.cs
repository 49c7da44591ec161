using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Cli.Commands;

/// <summary>Reads settings and secrets from the environment; several groups so that one message lists what is wrong with all of them.</summary>
internal static class Settings
{
    /// <summary>Where secrets are, in a container as on a desk.</summary>
    public static readonly ISecretStore Secrets = new EnvironmentSecretStore(Environment.GetEnvironmentVariable);

    public static Task<BackupJob> OpenJobAsync(ILoggerFactory log, CancellationToken cancellation) =>
        BackupJob.OpenAsync(Environment.GetEnvironmentVariable, Secrets, TimeProvider.System, log.CreateLogger("blnk-backup"), cancellation);

    /// <summary>Reads two groups; either may be two of its own.</summary>
    /// <exception cref="ConfigurationException">Lists every problem of either.</exception>
    public static async Task<(TFirst First, TSecond Second)> ReadBothAsync<TFirst, TSecond>(Func<Task<TFirst>> first, Func<Task<TSecond>> second)
    {
        var problems = new List<string>();
        var read = (First: await ReadAsync(first, problems).ConfigureAwait(false), Second: await ReadAsync(second, problems).ConfigureAwait(false));
        return problems.Count == 0 ? (read.First!, read.Second!) : throw new ConfigurationException(problems);
    }

    private static async Task<T?> ReadAsync<T>(Func<Task<T>> read, List<string> problems)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ConfigurationException wrong)
        {
            problems.AddRange(wrong.Problems);
            return default;
        }
    }
}
