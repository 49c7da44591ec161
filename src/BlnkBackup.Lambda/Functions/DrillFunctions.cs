using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using BlnkBackup.Drills;
using BlnkBackup.Lambda.Secrets;
using BlnkBackup.Pipelines;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Functions;

/// <summary>The function that drills. Of secrets it reads the scratch server's alone, and fails as <see cref="BackupFunctions"/> do.</summary>
public sealed class DrillFunctions
{
    private readonly ILogger log = FunctionLog.Open();
    private readonly ISecretStore secrets = new AwsSecretStore();

    /// <summary>Restores a backup into the scratch server, compares, and drops it again.</summary>
    /// <param name="input">Which backup, and how thoroughly; a schedule's event will do, for the newest.</param>
    /// <param name="context">Knows how much time is left.</param>
    /// <returns>What was compared.</returns>
    [LambdaFunction]
    [LambdaSerializer(typeof(StepSerializer))]
    public Task<DrillResult> Drill(DrillStepInput input, ILambdaContext context) => FunctionGuard.RunAsync(
        log,
        () => new DrillJob(Environment.GetEnvironmentVariable, secrets, TimeProvider.System, log)
            .RunAsync(input.ToRequest(), progress: null, input.TimeLeft(context.RemainingTime), CancellationToken.None));
}
