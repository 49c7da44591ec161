using System.Diagnostics;

namespace BlnkBackup.Scenarios.Support;

/// <summary>The command line as a process of its own, configured for one scenario by environment alone.</summary>
public static class CommandLine
{
    public const string ApiKey = "a-key-of-the-scenario";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "blnk-backup.dll");

    public static Task<ShellResult> RunAsync(Scenario scenario, params string[] arguments) =>
        Shell.RunAsync("dotnet", [Program, .. arguments], EnvironmentOf(scenario));

    /// <summary>The same in an environment of the caller's.</summary>
    public static Task<ShellResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Shell.RunAsync("dotnet", [Program, .. arguments], environment);

    public static Process Start(Scenario scenario, params string[] arguments) =>
        Shell.Start("dotnet", [Program, .. arguments], EnvironmentOf(scenario));

    /// <summary>The same in an environment of the caller's.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Shell.Start("dotnet", [Program, .. arguments], environment);

    /// <summary>What configures the program for a scenario.</summary>
    public static Dictionary<string, string> EnvironmentOf(Scenario scenario) => new()
    {
        ["DATABASE_URL"] = scenario.Postgres.Url(scenario.Database),
        ["S3_BACKUP_BUCKET"] = scenario.Bucket,
        ["S3_BACKUP_PREFIX"] = scenario.Configuration.Store.Prefix,
        ["S3_ENDPOINT"] = scenario.Configuration.Store.Endpoint!.ToString(),
        ["AWS_REGION"] = scenario.Configuration.Store.Region,
        ["AWS_ACCESS_KEY_ID"] = scenario.Configuration.Store.AccessKeyId!,
        ["AWS_SECRET_ACCESS_KEY"] = scenario.Configuration.Store.SecretAccessKey!,
        ["PG_BIN_DIR"] = PgClients.LayerDirectory,
        ["BLNK_BACKUP_API_KEY"] = ApiKey,
    };
}
