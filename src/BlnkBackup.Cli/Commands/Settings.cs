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

    /// <summary>Reads two groups that need no secret.</summary>
    /// <exception cref="ConfigurationException">Lists every problem of either.</exception>
    public static (TFirst First, TSecond Second) ReadBoth<TFirst, TSecond>(
        Func<Func<string, string?>, TFirst> first, Func<Func<string, string?>, TSecond> second)
        where TFirst : class
        where TSecond : class
    {
        var problems = new List<string>();
        var read = (First: Read(first, problems), Second: Read(second, problems));
        return problems.Count == 0 ? (read.First!, read.Second!) : throw new ConfigurationException(problems);
    }

    /// <summary>Reads three groups.</summary>
    /// <exception cref="ConfigurationException">Lists every problem of the three.</exception>
    public static async Task<(TFirst First, TSecond Second, TThird Third)> ReadAllAsync<TFirst, TSecond, TThird>(
        Func<Task<TFirst>> first, Func<Task<TSecond>> second, Func<Task<TThird>> third)
        where TFirst : class
        where TSecond : class
        where TThird : class
    {
        var problems = new List<string>();
        var read = (
            First: await ReadAsync(first, problems).ConfigureAwait(false),
            Second: await ReadAsync(second, problems).ConfigureAwait(false),
            Third: await ReadAsync(third, problems).ConfigureAwait(false));
        return problems.Count == 0 ? (read.First!, read.Second!, read.Third!) : throw new ConfigurationException(problems);
    }

    private static async Task<T?> ReadAsync<T>(Func<Task<T>> read, List<string> problems)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (ConfigurationException wrong)
        {
            problems.AddRange(wrong.Problems);
            return null;
        }
    }

    private static T? Read<T>(Func<Func<string, string?>, T> read, List<string> problems)
        where T : class =>
        ReadAsync(() => Task.FromResult(read(Environment.GetEnvironmentVariable)), problems).GetAwaiter().GetResult();
}
