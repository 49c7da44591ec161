using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Pipelines;

/// <summary>
/// A failure as a state machine catches it: Lambda reports the name of an exception's class as errorType, so there is a class of the
/// name of each <see cref="FailureKind"/>. The message says what failed and what to do; there is no cause, whose text would be reported too.
/// </summary>
public static class StepFailure
{
    /// <summary>What to throw out of a step for what was thrown inside it.</summary>
    public static Exception Of(Exception fault) => fault switch
    {
        BackupException failure => Of(failure.Kind, $"{failure.Message} {failure.Remedy}"),
        ConfigurationException wrong => new ConfigurationInvalid(wrong.Message),
        OperationCanceledException => new Cancelled("The run was cancelled from outside, and left nothing. Start it again."),
        _ => new UnexpectedFault($"An unexpected fault: {fault?.GetType().Name}. Look into the function's log, and please report it."),
    };

    private static Exception Of(FailureKind kind, string message) => kind switch
    {
        FailureKind.ConfigurationInvalid => new ConfigurationInvalid(message),
        FailureKind.CredentialsInvalid => new CredentialsInvalid(message),
        FailureKind.BackupAlreadyRunning => new BackupAlreadyRunning(message),
        FailureKind.DumpFailed => new DumpFailed(message),
        FailureKind.UploadFailed => new UploadFailed(message),
        FailureKind.BackupNotFound => new BackupNotFound(message),
        FailureKind.RestoreFailed => new RestoreFailed(message),
        FailureKind.BackupDamaged => new BackupDamaged(message),
        FailureKind.StoreUnreadable => new StoreUnreadable(message),
        FailureKind.DeadlinePassed => new DeadlinePassed(message),
        FailureKind.PruneIncomplete => new PruneIncomplete(message),
        FailureKind.BackupStale => new BackupStale(message),
        FailureKind.NoFinishedBackup => new NoFinishedBackup(message),
        FailureKind.DrillFailed => new DrillFailed(message),
        _ => new UnexpectedFault(message),
    };

    private sealed class ConfigurationInvalid(string message) : Exception(message);

    private sealed class CredentialsInvalid(string message) : Exception(message);

    private sealed class BackupAlreadyRunning(string message) : Exception(message);

    private sealed class DumpFailed(string message) : Exception(message);

    private sealed class UploadFailed(string message) : Exception(message);

    private sealed class BackupNotFound(string message) : Exception(message);

    private sealed class RestoreFailed(string message) : Exception(message);

    private sealed class BackupDamaged(string message) : Exception(message);

    private sealed class StoreUnreadable(string message) : Exception(message);

    private sealed class DeadlinePassed(string message) : Exception(message);

    private sealed class PruneIncomplete(string message) : Exception(message);

    private sealed class BackupStale(string message) : Exception(message);

    private sealed class NoFinishedBackup(string message) : Exception(message);

    private sealed class DrillFailed(string message) : Exception(message);

    private sealed class Cancelled(string message) : Exception(message);

    private sealed class UnexpectedFault(string message) : Exception(message);
}
