using BlnkBackup.Sandbox;

namespace BlnkBackup.Scenarios.Support;

/// <summary>pg_restore as anybody runs it.</summary>
public sealed class StockRestore(PostgresServer server)
{
    private readonly string program = PgClients.Find("pg_restore", server.Installation.Major);

    /// <summary>The table of contents, without the header's comments.</summary>
    public async Task<string[]> ListAsync(string file) =>
        [.. (await RunAsync(["--list", file])).Split('\n').Where(line => line.Length > 0 && !line.StartsWith(';'))];

    /// <summary>Restores a file into a new database, and gives what is in it.</summary>
    public async Task<ContentDigest> IntoNewDatabaseAsync(string file, params string[] options)
    {
        var database = await NewDatabaseAsync();
        await IntoAsync(database, file, options);
        return await ContentDigest.OfAsync(server.ConnectionString(database));
    }

    /// <summary>Restores a file into a database.</summary>
    public Task IntoAsync(string database, string file, params string[] options) =>
        RunAsync(["--dbname", server.Url(database), "--exit-on-error", .. options, file]);

    /// <summary>The same from a pipe.</summary>
    public async Task<ContentDigest> FromPipeAsync(string file)
    {
        var database = await NewDatabaseAsync();
        await RunAsync(["--dbname", server.Url(database), "--exit-on-error"], inputFile: file);
        return await ContentDigest.OfAsync(server.ConnectionString(database));
    }

    /// <summary>The whole archive as SQL, without what differs between two dumps of the same snapshot.</summary>
    public async Task<string> AsSqlAsync(string file) => string.Join('\n', (await RunAsync(["--file", "-", file])).Split('\n')
        .Where(line => !line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal)));

    private async Task<string> NewDatabaseAsync()
    {
        var database = $"restored_{Guid.NewGuid():N}";
        await server.CreateDatabaseAsync(database);
        return database;
    }

    private async Task<string> RunAsync(string[] arguments, string? inputFile = null)
    {
        var result = await Shell.RunAsync(program, arguments, inputFile: inputFile);
        Assert.True(result.ExitCode == 0, $"pg_restore {string.Join(' ', arguments)} exited with {result.ExitCode}: {result.Errors}");
        return result.Output;
    }
}
