using BlnkBackup.Backups;

namespace BlnkBackup.Pipelines;

/// <summary>What a state machine is given to choose between a function and a container.</summary>
/// <param name="DatabaseBytes">The database's size on disk.</param>
/// <param name="ExpectedSeconds">How long a backup of it will take.</param>
/// <param name="LimitSeconds">How long it may take in a function.</param>
/// <param name="Fits">True where it is expected to end within the limit.</param>
public sealed record EstimateStepResult(long DatabaseBytes, double ExpectedSeconds, int LimitSeconds, bool Fits)
{
    /// <summary>An estimate, as a state machine reads it.</summary>
    public static EstimateStepResult Of(BackupEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return new EstimateStepResult(estimate.DatabaseBytes, estimate.ExpectedSeconds, estimate.LimitSeconds, estimate.Fits);
    }
}
