namespace BlnkBackup.Sandbox;

/// <summary>The SQL files that tests and the demo share, embedded in this assembly.</summary>
static class SqlText
{
    /// <summary>The whole text of a file, such as <c>blnk-tables.sql</c>.</summary>
    public static async Task<string> ReadAsync(string file)
    {
        await using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in BlnkBackup.Sandbox.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
