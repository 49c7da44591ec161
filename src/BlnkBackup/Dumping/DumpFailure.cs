using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using Npgsql;

namespace BlnkBackup.Dumping;

/// <summary>Says in our words why a database could not be dumped, and what to do.</summary>
internal static class DumpFailure
{
    /// <summary>pg_dump ended with an exit code other than 0.</summary>
    public static BackupException Of(PgProgram program, int code, string errors)
    {
        var said = errors.Length == 0 ? "and said nothing" : $"and said: {errors}";
        var remedy = code > 128
            ? "It was killed: look for a lack of memory or for someone who ended it, then run the backup again."
            : RemedyOf(errors);
        return new BackupException(FailureKind.DumpFailed, $"pg_dump {program.Major} ended with exit code {code} {said}", remedy)
        {
            IsLoginRefused = IsRefusedLogin(errors),
        };
    }

    /// <summary>What pg_dump wrote is no whole archive; its exit code may or may not say so.</summary>
    public static BackupException Of(PgProgram program, int code, string errors, ArchiveFormatException broken)
    {
        if (code != 0)
        {
            var failure = Of(program, code, errors);
            return new BackupException(failure.Kind, $"{failure.Message} (its archive: {broken.Message})", failure.Remedy, broken)
            {
                IsLoginRefused = failure.IsLoginRefused,
            };
        }

        return new BackupException(
            FailureKind.DumpFailed,
            $"pg_dump {program.Major} exited with 0, but its archive is not whole: {broken.Message}",
            $"Run the backup again; if it happens again, check {program.Path}. Nothing was stored.",
            broken);
    }

    /// <summary>pg_dump closed its output, but does not exit.</summary>
    public static BackupException OfNoEnd(PgProgram program, TimeSpan waited) => new(
        FailureKind.DumpFailed,
        $"pg_dump {program.Major} closed its output, but did not exit within {waited.TotalSeconds} seconds, and was killed: nobody knows whether its archive is whole.",
        $"Run the backup again; if it happens again, check {program.Path}. Nothing was stored.");

    /// <summary>Our own connection failed.</summary>
    public static BackupException Of(Exception fault, DatabaseTarget database)
    {
        var remedy = fault is PostgresException refused ? refused.SqlState switch
        {
            PostgresErrorCodes.InvalidAuthorizationSpecification when refused.MessageText.Contains("pg_hba.conf", StringComparison.Ordinal) =>
                "The server's pg_hba.conf does not let this user in this way: where it says 'no encryption', set sslmode=require or stricter in DATABASE_URL; else add a line for it there.",
            PostgresErrorCodes.InvalidAuthorizationSpecification when refused.MessageText.Contains("PAM", StringComparison.Ordinal) =>
                "Grant rds_iam to this user, allow these credentials rds-db:connect as it, and set AWS_REGION to the database's region.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "Check user and password in DATABASE_URL, or in the secret that DATABASE_SECRET_ARN names.",
            PostgresErrorCodes.InvalidCatalogName => "Check the database's name in DATABASE_URL.",
            PostgresErrorCodes.TooManyConnections => "The server has no connection free: raise max_connections or run at another time.",
            PostgresErrorCodes.CannotConnectNow => "The server is starting or stopping: run the backup again when it is up.",
            _ => RemedyOf(refused.MessageText),
        } : "Check host, port and TLS settings (sslmode, sslrootcert) in DATABASE_URL, and that the server can be reached from here.";
        var said = fault is PostgresException { MessageText: var text, SqlState: var state } ? $"{text} (SQLSTATE {state})" : Innermost(fault).Message;
        return new BackupException(FailureKind.DumpFailed, $"Could not work with {database}: {said}", remedy, fault)
        {
            IsLoginRefused = fault is PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            },
        };
    }

    // libpq's own words; what follows them is the server's, in its language.
    private static bool IsRefusedLogin(string errors) =>
        errors.Contains("connection to server", StringComparison.Ordinal) && errors.Contains("failed: FATAL:", StringComparison.Ordinal);

    private static string RemedyOf(string message) => message switch
    {
        _ when message.Contains("permission denied", StringComparison.Ordinal) =>
            "Grant the backup's user the right to read it: GRANT pg_read_all_data TO the user (PostgreSQL 14 and newer), or USAGE and SELECT.",
        // pg_dump sets a statement timeout while it takes its locks.
        _ when message.Contains("canceling statement due to statement timeout", StringComparison.Ordinal) && message.Contains("LOCK TABLE", StringComparison.Ordinal) =>
            "Another session holds a lock on the table: end it, or raise BACKUP_LOCK_WAIT_SECONDS.",
        _ when message.Contains("out of shared memory", StringComparison.Ordinal) => "Raise the server's max_locks_per_transaction.",
        _ when message.Contains("conflict with recovery", StringComparison.Ordinal) =>
            "The standby cancelled the dump for its recovery: set hot_standby_feedback = on there, or raise max_standby_streaming_delay.",
        // pg_dump's own first query: the snapshot ended with the session that exported it.
        _ when message.Contains("SET TRANSACTION SNAPSHOT", StringComparison.Ordinal) =>
            "The session that held the snapshot was ended before pg_dump began: run the backup again. If it is a standby, its recovery may have ended it: set hot_standby_feedback = on there.",
        _ when message.Contains("aborting because of server version mismatch", StringComparison.Ordinal) =>
            "Set PG_BIN_DIR to a folder with a pg_dump of the server's major.",
        _ when message.Contains("row-level security", StringComparison.Ordinal) => "Give the backup's user BYPASSRLS, so that it sees every row.",
        _ => "Read what the server says, put it right, and run the backup again; nothing was stored.",
    };

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;
}
