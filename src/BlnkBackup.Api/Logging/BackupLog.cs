using BlnkBackup.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BlnkBackup.Api.Logging;

/// <summary>The log of every host: on standard error, so that standard output holds results only.</summary>
public static class BackupLog
{
    /// <summary>Opens it for a program that is no host.</summary>
    /// <param name="variable">The value of an environment variable; BACKUP_LOG is read.</param>
    /// <exception cref="ConfigurationException">BACKUP_LOG is wrong.</exception>
    public static ILoggerFactory Open(Func<string, string?> variable) => LoggerFactory.Create(logging => logging.AddBackupLog(variable));

    /// <summary>Makes it the only log: one JSON object a line, or text for people, as BACKUP_LOG says.</summary>
    /// <param name="logging">The host's log.</param>
    /// <param name="variable">The value of an environment variable; BACKUP_LOG is read.</param>
    /// <exception cref="ConfigurationException">BACKUP_LOG is wrong.</exception>
    public static ILoggingBuilder AddBackupLog(this ILoggingBuilder logging, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.ClearProviders()
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // A start that fails is told by the program's own message; the host would tell it a second time, with its stack.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        return ReportSettings.ReadJsonLog(variable) ? logging.AddJsonLines() : logging.AddText();
    }

    private static ILoggingBuilder AddText(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }

    private static ILoggingBuilder AddJsonLines(this ILoggingBuilder logging)
    {
        // Of the console's log only the formatter is taken: see JsonLines.
        logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        }).ClearProviders();
        logging.Services.AddSingleton<ILoggerProvider>(services => new JsonLines(
            services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json), Console.OpenStandardError()));
        return logging;
    }
}
