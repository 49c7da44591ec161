using BlnkBackup.Configuration;

namespace BlnkBackup.Cli.Commands;

/// <summary>Reads several groups of settings, so that one message lists what is wrong with all of them.</summary>
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

    /// <exception cref="ConfigurationException">Lists every problem of the three.</exception>
    public static (TFirst First, TSecond Second, TThird Third) ReadAll<TFirst, TSecond, TThird>(
        Func<Func<string, string?>, TFirst> first, Func<Func<string, string?>, TSecond> second, Func<Func<string, string?>, TThird> third)
        where TFirst : class
        where TSecond : class
        where TThird : class
    {
        var problems = new List<string>();
        var read = (First: Read(first, problems), Second: Read(second, problems), Third: Read(third, problems));
        return problems.Count == 0 ? (read.First!, read.Second!, read.Third!) : throw new ConfigurationException(problems);
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
