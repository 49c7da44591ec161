namespace BlnkBackup.Configuration;

/// <summary>The configuration cannot be used. Nothing has been started and nothing connected to.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>One exception for all the problems found, in the order in which the variables were read.</summary>
    /// <param name="problems">At least one sentence, each naming its variable, what is wrong and what to do; none holds a secret.</param>
    public ConfigurationException(IReadOnlyList<string> problems)
        : base(Listed(problems)) => Problems = problems;

    /// <summary>The problems, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }

    static string Listed(IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var title = problems.Count == 1 ? "The configuration has a problem:" : $"The configuration has {problems.Count} problems:";
        return string.Join('\n', problems.Select(problem => "- " + problem).Prepend(title));
    }
}
