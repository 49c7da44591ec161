using BlnkBackup.Api.Logging;
using BlnkBackup.Configuration;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda;

/// <summary>The log of a function. A wrong BACKUP_LOG is an invocation's failure, like any wrong setting; until then the default serves.</summary>
internal static class FunctionLog
{
    public static ILogger Open() => BackupLog.Open(Usable()).CreateLogger("BlnkBackup");

    public static void Configure(ILoggingBuilder logging) => logging.AddBackupLog(Usable());

    private static Func<string, string?> Usable()
    {
        try
        {
            _ = ReportSettings.ReadJsonLog(Environment.GetEnvironmentVariable);
            return Environment.GetEnvironmentVariable;
        }
        catch (ConfigurationException)
        {
            return name => name == ConfigurationVariables.Log.Name ? null : Environment.GetEnvironmentVariable(name);
        }
    }
}
