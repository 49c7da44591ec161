using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Core;
using BlnkBackup.Backups;
using BlnkBackup.Lambda.Secrets;
using BlnkBackup.Pipelines;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Functions;

/// <summary>
/// The functions that back up. Each is chosen by the name of its method, and fails with what <see cref="StepFailure"/> makes: the
/// name of its class is what Lambda reports as errorType. What is retried, and how often, is for the caller to say.
/// </summary>
public sealed class BackupFunctions
{
    private readonly KeptJob jobs;
    private readonly ILogger log;

    /// <summary>For Lambda: configured by the environment.</summary>
    public BackupFunctions()
    {
        log = FunctionLog.Open();
        jobs = KeptJob.OfEnvironment(new AwsSecretStore(), log);
    }

    internal BackupFunctions(KeptJob jobs, ILogger log) => (this.jobs, this.log) = (jobs, log);

    /// <summary>A backup that EventBridge starts.</summary>
    /// <param name="_">The event; a backup needs nothing of it.</param>
    /// <param name="context">Knows how much time is left.</param>
    [LambdaFunction]
    public Task ScheduledBackup(ScheduledEvent _, ILambdaContext context) =>
        RunAsync(job => job.RunAsync(progress: null, context.RemainingTime, CancellationToken.None));

    /// <summary>A backup that a state machine starts.</summary>
    /// <param name="input">May leave it less time than the function has.</param>
    /// <param name="context">Knows how much time is left.</param>
    /// <returns>Facts about the backup.</returns>
    [LambdaFunction]
    [LambdaSerializer(typeof(StepSerializer))]
    public async Task<BackupStepResult> BackupStep(BackupStepInput input, ILambdaContext context) => BackupStepResult.Of(
        await RunAsync(job => job.RunAsync(progress: null, input.TimeLeft(context.RemainingTime), CancellationToken.None)).ConfigureAwait(false));

    /// <summary>Tells a state machine whether a backup will end in time.</summary>
    /// <param name="input">May leave it less time than the function has.</param>
    /// <param name="context">Knows how much time is left.</param>
    /// <returns>The database's size and how long it will take.</returns>
    [LambdaFunction]
    [LambdaSerializer(typeof(StepSerializer))]
    public async Task<EstimateStepResult> EstimateStep(BackupStepInput input, ILambdaContext context) => EstimateStepResult.Of(
        await RunAsync(job => job.EstimateAsync(input.TimeLeft(context.RemainingTime), CancellationToken.None)).ConfigureAwait(false));

    private Task<T> RunAsync<T>(Func<BackupJob, Task<T>> work) =>
        FunctionGuard.RunAsync(log, () => jobs.UseAsync(work, CancellationToken.None));
}
