using BlnkBackup.Configuration;

namespace BlnkBackup.Dumping;

/// <summary>Where the passwords of a database's connections come from, when they are not settings.</summary>
public interface IDatabaseLogin
{
    /// <summary>The target with a password for its next connection, and for that one only.</summary>
    /// <param name="target">One server.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="Failures.BackupException">There is none to be had.</exception>
    Task<DatabaseTarget> NextAsync(DatabaseTarget target, CancellationToken cancellation);
}
