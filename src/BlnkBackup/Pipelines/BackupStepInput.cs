namespace BlnkBackup.Pipelines;

/// <summary>What a state machine may say to a step; <c>{}</c> will do.</summary>
/// <param name="TimeLeftSeconds">How long the step may take, where that is less than what is left of its invocation; null for all of that.</param>
public sealed record BackupStepInput(double? TimeLeftSeconds = null)
{
    /// <summary>What the step may take.</summary>
    /// <param name="invocationLeft">What is left of its invocation.</param>
    public TimeSpan TimeLeft(TimeSpan invocationLeft) => TimeLeftSeconds is { } seconds && seconds < invocationLeft.TotalSeconds
        ? TimeSpan.FromSeconds(Math.Max(seconds, 0))
        : invocationLeft;
}
