namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>The pg_dump processes at work on one database, wrappers included; servers' backends are none.</summary>
public static class OurProcesses
{
    public static IReadOnlyList<int> Of(FaultDatabase database) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
           where id > 0 && CommandLineOf(folder) is var text && text.Contains("pg_dump", StringComparison.Ordinal)
               && text.Contains($"'{database.Name}'", StringComparison.Ordinal)
           select id,
    ];

    /// <summary>Sends a signal to all of them; not at all where there are none any more.</summary>
    public static async Task Signal(FaultDatabase database, string signal)
    {
        if (Of(database) is { Count: > 0 } ids)
        {
            await Shell.RunAsync("kill", ["-s", signal, .. ids.Select(id => $"{id}")]);
        }
    }

    // A process may end while it is looked at.
    private static string CommandLineOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
