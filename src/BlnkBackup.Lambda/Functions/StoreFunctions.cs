using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using BlnkBackup.Freshness;
using BlnkBackup.Retention;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Functions;

/// <summary>The functions that look after what is stored. They know nothing of the database, and fail as <see cref="BackupFunctions"/> do.</summary>
public sealed class StoreFunctions
{
    private readonly Func<string, string?> variable;
    private readonly ILogger log;

    /// <summary>For Lambda: configured by the environment.</summary>
    public StoreFunctions()
        : this(Environment.GetEnvironmentVariable, FunctionLog.Open())
    {
    }

    internal StoreFunctions(Func<string, string?> variable, ILogger log) => (this.variable, this.log) = (variable, log);

    /// <summary>Looks how old the newest finished backup is; fails where that is too old, or there is none.</summary>
    /// <param name="_">The event that started it.</param>
    /// <param name="context">Knows how much time is left.</param>
    [LambdaFunction]
    public Task FreshnessCheck(ScheduledEvent _, ILambdaContext context) => FunctionGuard.RunAsync(log, async () =>
    {
        var report = await new FreshnessJob(variable, TimeProvider.System, log)
            .RunAsync(limit: null, context.RemainingTime, CancellationToken.None).ConfigureAwait(false);
        report.ThrowUnlessFresh();
        return report;
    });

    /// <summary>Removes the backups that no rule keeps; fails where one of them could not be removed.</summary>
    /// <param name="_">The event that started it.</param>
    /// <param name="context">Knows how much time is left.</param>
    [LambdaFunction]
    public Task Prune(ScheduledEvent _, ILambdaContext context) => FunctionGuard.RunAsync(log, async () =>
    {
        var report = await new RetentionJob(variable, TimeProvider.System, log)
            .RunAsync(context.RemainingTime, CancellationToken.None).ConfigureAwait(false);
        report.ThrowIfIncomplete();
        return report;
    });
}
