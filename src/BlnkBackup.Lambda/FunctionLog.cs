using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda;

/// <summary>The log as Lambda keeps it: written before an invocation ends, where the framework's own console would still be writing.</summary>
internal static class FunctionLog
{
    public static ILogger Open() => LoggerFactory.Create(Configure).CreateLogger("BlnkBackup");

    public static void Configure(ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddLambdaLogger(new LambdaLoggerOptions { IncludeException = true, IncludeNewline = false });
}
