using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Reports;

namespace BlnkBackup.Backups;

/// <summary>How a run ended.</summary>
/// <param name="Database">The database's name; empty where the run ended before it was known.</param>
/// <param name="Key">The key that the backup has, or would have had; null where the run ended before it had one.</param>
/// <param name="Duration">From the run's start to its end.</param>
internal abstract record RunOutcome(string Database, string? Key, TimeSpan Duration)
{
    /// <summary>What ended, in words.</summary>
    public string Subject => Database.Length == 0 ? "Backup" : $"Backup of {Database}";

    /// <summary>The end that an exception makes.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="key">The run's key, where it had one.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="cancelled">True where the run had been told to end.</param>
    public static RunOutcome Of(Exception fault, string database, string? key, TimeSpan duration, bool cancelled) => fault switch
    {
        OperationCanceledException when cancelled => new Cancelled(database, key, duration),
        BackupException { Kind: FailureKind.BackupAlreadyRunning } busy => new GaveWay(database, key, duration, busy.Message),
        _ => Of(RunFault.Of(fault), database, key, duration),
    };

    private static Failed Of(RunFault fault, string database, string? key, TimeSpan duration) =>
        new(database, key, duration, fault.Kind, fault.Reason, fault.Remedy);

    /// <summary>The backup is stored.</summary>
    public sealed record Succeeded(BackupReceipt Receipt, TimeSpan Duration) : RunOutcome(Receipt.Database, Receipt.Key, Duration)
    {
        /// <summary>Rows and large objects before compression, by the run's duration; not finite where that is nothing.</summary>
        public double BytesPerSecond => Receipt.RawBytes / Duration.TotalSeconds;
    }

    /// <summary>There is no backup, and somebody has to see to it.</summary>
    public sealed record Failed(string Database, string? Key, TimeSpan Duration, string Kind, string Reason, string Remedy)
        : RunOutcome(Database, Key, Duration);

    /// <summary>Another backup of the database was running: that one's end counts.</summary>
    public sealed record GaveWay(string Database, string? Key, TimeSpan Duration, string Reason) : RunOutcome(Database, Key, Duration);

    /// <summary>The run was told to end.</summary>
    public sealed record Cancelled(string Database, string? Key, TimeSpan Duration) : RunOutcome(Database, Key, Duration);
}
