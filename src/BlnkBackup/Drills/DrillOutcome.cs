using BlnkBackup.Failures;
using BlnkBackup.Reports;

namespace BlnkBackup.Drills;

/// <summary>How a drill ended.</summary>
/// <param name="Database">The name of the database that the backup is of; empty where the drill ended before it was known.</param>
/// <param name="Key">The backup's key; null where it ended before it was known.</param>
/// <param name="Duration">From the drill's start to its end.</param>
internal abstract record DrillOutcome(string Database, string? Key, TimeSpan Duration)
{
    /// <summary>The end that an exception makes.</summary>
    public static DrillOutcome Of(Exception fault, string database, string? key, TimeSpan duration, bool cancelled)
    {
        if (fault is OperationCanceledException && cancelled)
        {
            return new Cancelled(database, key, duration);
        }

        var told = RunFault.Of(fault);
        return new Failed(database, key, duration, told.Kind, told.Reason, told.Remedy);
    }

    /// <summary>The backup was restored, and is what its receipt says.</summary>
    public sealed record Succeeded(DrillResult Result, TimeSpan Duration) : DrillOutcome(Result.Database, Result.Key, Duration);

    /// <summary>Nobody knows whether the backup is good, or it is not.</summary>
    public sealed record Failed(string Database, string? Key, TimeSpan Duration, string Kind, string Reason, string Remedy)
        : DrillOutcome(Database, Key, Duration)
    {
        /// <summary>True where the backup itself, or its report, is what failed.</summary>
        public bool IsOfBackup => Kind is nameof(FailureKind.DrillFailed) or nameof(FailureKind.BackupDamaged) or nameof(FailureKind.BackupNotFound);
    }

    /// <summary>The drill was told to end.</summary>
    public sealed record Cancelled(string Database, string? Key, TimeSpan Duration) : DrillOutcome(Database, Key, Duration);
}
