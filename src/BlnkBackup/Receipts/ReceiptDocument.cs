using BlnkBackup.Ledger;
using BlnkBackup.Storage;

namespace BlnkBackup.Receipts;

/// <summary>
/// A receipt as it lies beside its archive: the mark that the backup is finished, and the manifest to check it by. Field by field, with
/// what its version promises, in <c>docs/receipt.md</c>.
/// </summary>
/// <param name="Version">The document's version: <see cref="CurrentVersion"/>.</param>
/// <param name="Program">What wrote it, with its version.</param>
/// <param name="RunId">The run's own id, which the archive's metadata <c>blnk-backup-run</c> has too.</param>
/// <param name="Started">When the run started, in UTC.</param>
/// <param name="DurationSeconds">From the start until S3 had the archive.</param>
/// <param name="Bucket">The bucket that the archive went to.</param>
/// <param name="Key">The archive's key.</param>
/// <param name="Bytes">The archive's size.</param>
/// <param name="Crc32">The CRC-32 of the whole archive, base64, highest byte first; null where the store reports none.</param>
/// <param name="VersionId">The archive's version in a versioned bucket; null elsewhere.</param>
/// <param name="Parts">How many parts it was sent in.</param>
/// <param name="Database">The database's name.</param>
/// <param name="DatabaseBytes">The database's size on disk at the start.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="DumpVersion">pg_dump's version.</param>
/// <param name="Snapshot">The id of the snapshot that rows and facts are of.</param>
/// <param name="Compression"><c>zstd</c>, <c>gzip</c> or <c>none</c>.</param>
/// <param name="Level">The compression's level; 0 for none.</param>
/// <param name="Rows">All rows of all tables.</param>
/// <param name="RawBytes">All COPY text and large objects, in bytes before compression.</param>
/// <param name="Entries">Each block, in the archive's order.</param>
/// <param name="LedgerFacts">What was found of the ledger's invariants.</param>
/// <param name="Warnings">What pg_dump printed all the same.</param>
/// <param name="Destinations">What arrived where: the primary first, then each replica.</param>
public sealed record ReceiptDocument(
    int Version,
    string Program,
    string RunId,
    DateTimeOffset Started,
    double DurationSeconds,
    string Bucket,
    string Key,
    long Bytes,
    string? Crc32,
    string? VersionId,
    int Parts,
    string Database,
    long DatabaseBytes,
    string ServerVersion,
    string DumpVersion,
    string Snapshot,
    string Compression,
    int Level,
    long Rows,
    long RawBytes,
    IReadOnlyList<ReceiptEntry> Entries,
    IReadOnlyList<LedgerFact> LedgerFacts,
    string Warnings,
    IReadOnlyList<Destination> Destinations)
{
    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    internal static ReceiptDocument Of(BackupReceipt backup) => new(
        CurrentVersion,
        $"BlnkBackup {typeof(ReceiptDocument).Assembly.GetName().Version?.ToString(3)}",
        backup.RunId, backup.Started, backup.Duration.TotalSeconds,
        backup.Bucket, backup.Key, backup.Bytes, backup.Crc32, backup.VersionId, backup.Parts,
        backup.Database, backup.DatabaseBytes, backup.ServerVersion, backup.DumpVersion, backup.Snapshot,
        backup.Compression.ToString().ToLowerInvariant(), backup.CompressionLevel, backup.Rows, backup.RawBytes,
        [.. backup.Entries.Select(ReceiptEntry.Of)], backup.LedgerFacts, backup.Warnings, backup.Destinations);
}
