using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>Says in our words why a drill failed, or could not be held, and what to do.</summary>
internal static class DrillFailure
{
    private const int MostNamed = 50;

    /// <summary>The backup is not what its receipt says, or could not be restored.</summary>
    public static BackupException Of(DrillReport report, string reportKey)
    {
        if (report.Failure is { } failure)
        {
            return new BackupException(
                FailureKind.DrillFailed,
                $"The drill of {report.Backup} failed, it could not be restored: {failure.TrimEnd('.')}. Its report is {reportKey}.",
                "Where the scratch server is to blame, put it right and drill again; else do not rely on this backup, and back the database up anew.");
        }

        var named = report.Differences.Take(MostNamed).Select(difference => $"\n  {difference}");
        var more = report.Differences.Count > MostNamed ? $"\n  and {report.Differences.Count - MostNamed} more" : "";
        return new BackupException(
            FailureKind.DrillFailed,
            $"The drill of {report.Backup} failed: what was restored is not as its receipt says.{string.Concat(named)}{more}\nAll of it is in {reportKey}.",
            "Do not rely on this backup: back the database up anew, drill that one, and look for what changed this one.");
    }

    /// <summary>The scratch server refused, or could not be reached.</summary>
    public static BackupException OfServer(Exception fault, DatabaseTarget server)
    {
        var remedy = (fault as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InsufficientPrivilege => $"Let the user create databases there: ALTER ROLE \"{server.User}\" CREATEDB. Or give another server (DRILL_DATABASE_URL or --to).",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "Check user and password in DRILL_DATABASE_URL, in the secret that DRILL_DATABASE_SECRET_ARN names, or after --to.",
            PostgresErrorCodes.InvalidCatalogName => "Name a database that exists in DRILL_DATABASE_URL or after --to; it is only where to connect.",
            _ => "Check DRILL_DATABASE_URL or the URL after --to, and that the server can be reached from here.",
        };
        var said = fault is PostgresException { MessageText: var text, SqlState: var state } ? $"{text} (SQLSTATE {state})" : (fault.InnerException ?? fault).Message;
        return new BackupException(FailureKind.ConfigurationInvalid, $"Could not work with the scratch server, {server}: {said.TrimEnd('.')}.", remedy, fault);
    }

    /// <summary>The scratch database is still there.</summary>
    public static BackupException OfLeftDatabase(DatabaseTarget scratch, Exception fault) => new(
        FailureKind.DrillFailed,
        $"The scratch {scratch} could not be dropped: {(fault.InnerException ?? fault).Message.TrimEnd('.')}.",
        $"It holds a copy of the ledger. Drop it: DROP DATABASE {scratch.Database} WITH (FORCE). A drill a day later does so too.",
        fault);
}
