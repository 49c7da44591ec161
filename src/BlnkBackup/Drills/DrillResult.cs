using BlnkBackup.Ledger;

namespace BlnkBackup.Drills;

/// <summary>What a successful drill was: a state machine is given it too.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key of the backup that was drilled.</param>
/// <param name="ReportKey">The key of the drill's report, beside it.</param>
/// <param name="Database">The database that it is of.</param>
/// <param name="Tables">How many tables were compared.</param>
/// <param name="DigestedTables">How many of them byte by byte.</param>
/// <param name="Rows">The rows of all of them.</param>
/// <param name="FactsCompared">How many of the ledger's facts were compared.</param>
/// <param name="Skipped">What was not compared, and why.</param>
/// <param name="DurationSeconds">From the start until the scratch database was gone.</param>
/// <param name="RestoreSeconds">How long the restore alone took.</param>
/// <param name="ServerVersion">The scratch server's version.</param>
/// <param name="Started">When the drill started, in UTC.</param>
public sealed record DrillResult(
    string Bucket,
    string Key,
    string ReportKey,
    string Database,
    int Tables,
    int DigestedTables,
    long Rows,
    int FactsCompared,
    IReadOnlyList<string> Skipped,
    double DurationSeconds,
    double RestoreSeconds,
    string ServerVersion,
    DateTimeOffset Started)
{
    internal static DrillResult Of(DrillReport report, string reportKey, IReadOnlyList<LedgerFact> recorded) => new(
        report.Bucket, report.Backup, reportKey, report.Database,
        report.Tables.Count, report.Tables.Count(table => table.Crc64 is not null), report.Tables.Sum(table => table.Rows ?? 0),
        recorded.Count(fact => fact.Skipped is null), report.Skipped,
        report.DurationSeconds, report.RestoreSeconds, report.ServerVersion ?? "", report.Started);
}
