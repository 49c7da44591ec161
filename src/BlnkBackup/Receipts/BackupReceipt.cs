using BlnkBackup.Archive;
using BlnkBackup.Ledger;
using BlnkBackup.Storage;

namespace BlnkBackup.Receipts;

/// <summary>What a finished backup is: the object, as S3 has it, and what is in it.</summary>
/// <param name="Bucket">The bucket it is in.</param>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">The object's size.</param>
/// <param name="Crc32">The CRC-32 of the whole object, base64, highest byte first; null where the store reports none.</param>
/// <param name="VersionId">The object's version in a versioned bucket; null elsewhere.</param>
/// <param name="Parts">How many parts it was sent in.</param>
/// <param name="Started">When the run started, in UTC; to the second it is the key's time.</param>
/// <param name="Duration">From the start until S3 had the object.</param>
/// <param name="Database">The database's name.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="DumpVersion">The version of the pg_dump that wrote the archive.</param>
/// <param name="Snapshot">The id of the snapshot that all rows are of.</param>
/// <param name="Compression">What the archive's blocks are compressed with.</param>
/// <param name="Rows">All rows of all tables.</param>
/// <param name="RawBytes">All COPY text and large objects, in bytes before compression.</param>
/// <param name="Entries">What the archive holds, table by table, in the order of its blocks.</param>
/// <param name="Warnings">What pg_dump printed all the same; empty as a rule.</param>
public sealed record BackupReceipt(
    string Bucket,
    string Key,
    long Bytes,
    string? Crc32,
    string? VersionId,
    int Parts,
    DateTimeOffset Started,
    TimeSpan Duration,
    string Database,
    string ServerVersion,
    string DumpVersion,
    string Snapshot,
    CompressionAlgorithm Compression,
    long Rows,
    long RawBytes,
    IReadOnlyList<ArchivedEntry> Entries,
    string Warnings)
{
    /// <summary>The run's own id, which the object's metadata has too.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The database's size on disk at the start.</summary>
    public long DatabaseBytes { get; init; }

    /// <summary>The compression's level; 0 for none.</summary>
    public int CompressionLevel { get; init; }

    /// <summary>What was found of the ledger's invariants under the same snapshot.</summary>
    public IReadOnlyList<LedgerFact> LedgerFacts { get; init; } = [];

    /// <summary>What arrived where: the primary first, then each replica.</summary>
    public IReadOnlyList<Destination> Destinations { get; init; } = [];
}
