using BlnkBackup.Configuration;
using BlnkBackup.Drills;
using BlnkBackup.Storage;

namespace BlnkBackup.Pipelines;

/// <summary>What a schedule or a state machine may say to a drill; <c>{}</c> will do.</summary>
/// <param name="Key">The backup's key; null for the newest finished one.</param>
/// <param name="Tables">Of how many tables every byte is compared: <c>all</c> or a number as text; null for the usual.</param>
/// <param name="TimeLeftSeconds">How long the drill may take, where that is less than what is left of its invocation; null for all of that.</param>
public sealed record DrillStepInput(string? Key = null, string? Tables = null, double? TimeLeftSeconds = null)
{
    /// <summary>What the drill may take.</summary>
    /// <param name="invocationLeft">What is left of its invocation.</param>
    public TimeSpan TimeLeft(TimeSpan invocationLeft) => new BackupStepInput(TimeLeftSeconds).TimeLeft(invocationLeft);

    /// <summary>The drill that is asked for.</summary>
    /// <exception cref="ConfigurationException"><see cref="Tables"/> is neither.</exception>
    public DrillRequest ToRequest() => new(
        Key ?? BackupStore.Latest,
        Sample: Tables is null ? null : DrillSample.Parse(Tables) ?? throw new ConfigurationException(["tables: takes \"all\" or a whole number as text."]));
}
