using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using Npgsql;

namespace BlnkBackup.Restoring;

/// <summary>The database a backup is restored into.</summary>
internal static class TargetDatabase
{
    /// <summary>Makes sure that the database can be reached and, unless told otherwise, holds no tables yet.</summary>
    /// <exception cref="BackupException">It cannot be reached, or is not empty.</exception>
    public static async Task EnsureReadyAsync(DatabaseTarget target, bool intoNonEmpty, CancellationToken cancellation)
    {
        try
        {
            await using var source = PromptConnection.SourceOf(target);
            await using var connection = await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("""
                SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                """, connection);
            var relations = (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
            if (relations > 0 && !intoNonEmpty)
            {
                throw new BackupException(
                    FailureKind.ConfigurationInvalid,
                    $"{target} is not empty: it holds {relations} tables, views or sequences.",
                    "Restore into a new database (createdb), or say --into-non-empty if this is what you want. Nothing was changed.");
            }
        }
        catch (Exception fault) when (fault is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new BackupException(
                FailureKind.RestoreFailed,
                $"Could not reach {target}: {(fault.InnerException ?? fault).Message}",
                "Check the URL after --to; the database must exist (createdb).",
                fault);
        }
    }
}
