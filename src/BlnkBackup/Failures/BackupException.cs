namespace BlnkBackup.Failures;

/// <summary>A run that ended without what was asked for: what failed, where, and what to do. Its message holds no secret.</summary>
public sealed class BackupException : Exception
{
    /// <summary>A failure of a kind.</summary>
    /// <param name="kind">What kind, for callers to act on.</param>
    /// <param name="message">What failed and where, one sentence or several.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="cause">What was thrown, where anything was.</param>
    public BackupException(FailureKind kind, string message, string remedy, Exception? cause = null)
        : base(message, cause)
    {
        Kind = kind;
        Remedy = remedy;
    }

    /// <summary>What kind of failure.</summary>
    public FailureKind Kind { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>True where the database let our session, or pg_dump's, not in: another password may do.</summary>
    internal bool IsLoginRefused { get; init; }
}
