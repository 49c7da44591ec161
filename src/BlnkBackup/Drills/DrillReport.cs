using System.Text.Json;
using System.Text.Json.Serialization;
using BlnkBackup.Ledger;
using BlnkBackup.Receipts;

namespace BlnkBackup.Drills;

/// <summary>A drill's report as it lies beside the backup. Field by field in <c>docs/drill.md</c>.</summary>
/// <param name="Version">The report's version: <see cref="CurrentVersion"/>.</param>
/// <param name="Program">What wrote it, with its version.</param>
/// <param name="Started">When the drill started, in UTC.</param>
/// <param name="DurationSeconds">From the start until the scratch database was gone.</param>
/// <param name="RestoreSeconds">How long the restore alone took.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Backup">The key of the backup that was drilled.</param>
/// <param name="BackupRunId">The id of the run that made it.</param>
/// <param name="Database">The database that it is of.</param>
/// <param name="ServerVersion">The version of the server it was restored into; null where that was not reached.</param>
/// <param name="Succeeded">True where it was restored, and everything that was compared is as the receipt says.</param>
/// <param name="Failure">Why it could not be restored; null where it could.</param>
/// <param name="Differences">What was restored otherwise.</param>
/// <param name="Skipped">What was not compared, and why.</param>
/// <param name="Tables">Every table that was compared.</param>
/// <param name="LedgerFacts">The restored ledger's facts.</param>
public sealed record DrillReport(
    int Version,
    string Program,
    DateTimeOffset Started,
    double DurationSeconds,
    double RestoreSeconds,
    string Bucket,
    string Backup,
    string BackupRunId,
    string Database,
    string? ServerVersion,
    bool Succeeded,
    string? Failure,
    IReadOnlyList<DrillDifference> Differences,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<DrilledTable> Tables,
    IReadOnlyList<LedgerFact> LedgerFacts)
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;

    internal static DrillReport Of(ReceiptDocument receipt, string bucket, string key, DateTimeOffset started, TimeSpan duration, DrillFindings found) => new(
        CurrentVersion,
        $"BlnkBackup {typeof(DrillReport).Assembly.GetName().Version?.ToString(3)}",
        started, duration.TotalSeconds, found.Restoring.TotalSeconds,
        bucket, key, receipt.RunId, receipt.Database, found.ServerVersion,
        found is { Failure: null, Differences.Count: 0 }, found.Failure, found.Differences, found.Skipped, found.Tables, found.Facts);

    internal byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, DrillJson.Default.DrillReport);
}

/// <summary>How it is written: as receipts are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DrillReport))]
internal sealed partial class DrillJson : JsonSerializerContext;
