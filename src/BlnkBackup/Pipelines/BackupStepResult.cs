using BlnkBackup.Receipts;

namespace BlnkBackup.Pipelines;

/// <summary>What a state machine is given of a finished backup.</summary>
/// <param name="Bucket">The bucket it is in.</param>
/// <param name="Key">Its key.</param>
/// <param name="ReceiptKey">Its receipt's key, beside it.</param>
/// <param name="Bytes">The object's size.</param>
/// <param name="Crc32">The CRC-32 of the whole object, base64; null where the store reports none.</param>
/// <param name="Rows">All rows of all tables.</param>
/// <param name="RawBytes">COPY text and large objects, in bytes before compression.</param>
/// <param name="Tables">How many tables (and large objects) it holds.</param>
/// <param name="DurationSeconds">From the start until S3 had the object.</param>
/// <param name="Snapshot">The id of the snapshot that all rows are of.</param>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="Started">When the run started, in UTC.</param>
public sealed record BackupStepResult(
    string Bucket,
    string Key,
    string ReceiptKey,
    long Bytes,
    string? Crc32,
    long Rows,
    long RawBytes,
    int Tables,
    double DurationSeconds,
    string Snapshot,
    string ServerVersion,
    DateTimeOffset Started)
{
    /// <summary>The facts of a receipt.</summary>
    public static BackupStepResult Of(BackupReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return new BackupStepResult(
            receipt.Bucket, receipt.Key, Path.ChangeExtension(receipt.Key, ".json"), receipt.Bytes, receipt.Crc32, receipt.Rows, receipt.RawBytes,
            receipt.Entries.Count, receipt.Duration.TotalSeconds, receipt.Snapshot, receipt.ServerVersion, receipt.Started);
    }
}
