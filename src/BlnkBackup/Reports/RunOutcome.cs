using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;

namespace BlnkBackup.Reports;

/// <summary>How a run ended.</summary>
/// <param name="Database">The database's name.</param>
/// <param name="Key">The key that the backup has, or would have had; null where the run ended before it had one.</param>
/// <param name="Duration">From the run's start to its end.</param>
internal abstract record RunOutcome(string Database, string? Key, TimeSpan Duration)
{
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
        BackupException failure => new Failed(database, key, duration, $"{failure.Kind}", failure.Message, failure.Remedy),
        ConfigurationException wrong => new Failed(
            database, key, duration, $"{FailureKind.ConfigurationInvalid}", wrong.Message, "Correct the settings that are named."),

        // What an unforeseen exception says may hold anything, a secret too.
        _ => new Failed(database, key, duration, "Unexpected", $"An unexpected fault: {fault.GetType().Name}.", "Look into the log, and please report it."),
    };

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
