using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BlnkBackup.Cli.Terminal;

/// <summary>The log: plain lines on standard error, so that standard output holds results only.</summary>
internal static class ConsoleLog
{
    public static ILoggerFactory Open() => LoggerFactory.Create(Configure);

    public static void Configure(ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddSimpleConsole(options => options.SingleLine = true)
        .Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
}
