using BlnkBackup.Configuration;

namespace BlnkBackup.Cli.Commands;

/// <summary>Reads two groups of settings, so that one message lists what is wrong with both.</summary>
internal static class Settings
{
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

    private static T? Read<T>(Func<Func<string, string?>, T> read, List<string> problems)
        where T : class
    {
        try
        {
            return read(Environment.GetEnvironmentVariable);
        }
        catch (ConfigurationException wrong)
        {
            problems.AddRange(wrong.Problems);
            return null;
        }
    }
}
