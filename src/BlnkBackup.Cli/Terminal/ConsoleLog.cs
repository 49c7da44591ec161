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
        // A start that fails is told by the command's own message; the host would tell it a second time, with its stack.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
        .AddSimpleConsole(options => options.SingleLine = true)
        .Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
}
