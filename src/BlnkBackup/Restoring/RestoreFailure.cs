using BlnkBackup.Failures;
using BlnkBackup.Programs;

namespace BlnkBackup.Restoring;

/// <summary>Says in our words why pg_restore failed, and what to do.</summary>
internal static class RestoreFailure
{
    public static BackupException Of(PgProgram program, int code, string errors, RestoreOptions options)
    {
        var remedy = errors switch
        {
            _ when errors.Contains("role", StringComparison.Ordinal) && errors.Contains("does not exist", StringComparison.Ordinal) =>
                "Create the role on the target server, or restore with --no-owner --no-privileges.",
            _ when errors.Contains("out of shared memory", StringComparison.Ordinal) =>
                "Raise the target server's max_locks_per_transaction, or restore with --in-pieces.",
            _ when errors.Contains("unrecognized configuration parameter", StringComparison.Ordinal) =>
                $"The target server is older than pg_restore {program.Major}: restore into PostgreSQL {program.Major}, or set PG_BIN_DIR to a folder with an older pg_restore.",
            _ => "Read what the server says, put it right, and restore again.",
        };
        var left = options.InPieces ? "The target holds what was restored until then." : "Nothing was committed.";
        return new BackupException(
            FailureKind.RestoreFailed,
            $"pg_restore {program.Major} ended with exit code {code} and said: {errors}",
            $"{remedy} {left}");
    }
}
