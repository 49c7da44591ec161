namespace BlnkBackup.Configuration;

/// <summary>One setting and the environment variables that can hold it.</summary>
/// <param name="Name">The documented variable.</param>
/// <param name="Fallbacks">Variables asked in turn where the documented one is not set; may be empty.</param>
/// <param name="Default">What holds where none is set, in words; null where the setting is required.</param>
/// <param name="Description">One line.</param>
public sealed record ConfigurationVariable(string Name, IReadOnlyList<string> Fallbacks, string? Default, string Description)
{
    /// <summary>All its names, in the order in which they are asked.</summary>
    public IEnumerable<string> Names => Fallbacks.Prepend(Name);
}
