using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;

namespace BlnkBackup.Drills;

/// <summary>A drill's report as an object beside its backup: written once, never over another.</summary>
internal static class StoredDrillReport
{
    private static readonly TimeSpan WritingPatience = TimeSpan.FromSeconds(20);

    /// <summary>Writes it.</summary>
    /// <exception cref="BackupException">It is not written; without it no drill counts.</exception>
    public static async Task WriteAsync(BackupStore store, string key, DrillReport report)
    {
        var text = report.ToUtf8();
        using var patience = new CancellationTokenSource(WritingPatience);
        try
        {
            await store.Client.PutObjectAsync(
                UploadRequest.Receipt(store.Location, key, report.BackupRunId, report.Started, text), patience.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // A lost answer says nothing of what S3 did: ask.
            if (await StoredReceipt.HasAsync(store, key, text).ConfigureAwait(false) != true)
            {
                var failure = S3Failure.Of(fault, $"write the drill's report {key}", store.Location);
                throw new BackupException(
                    FailureKind.DrillFailed,
                    $"The drill of {report.Backup} {(report.Succeeded ? "found no difference" : "failed")}, but its report is not stored, so it does not count: {failure.Message}",
                    failure.Remedy,
                    failure);
            }
        }
    }
}
