using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Receipts;

/// <summary>The receipt's object, beside its archive: written last, once, and read.</summary>
public static class StoredReceipt
{
    // A cancelled run has its archive stored already: it takes this long at most to finish it.
    private static readonly TimeSpan WritingPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskingPatience = TimeSpan.FromSeconds(10);

    /// <summary>Reads a backup's receipt.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="backup">Whose it is.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="BackupException">It is damaged, foreign, of another version, or cannot be read.</exception>
    public static async Task<ReceiptDocument> ReadAsync(BackupStore store, StoredBackup backup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(backup);
        var key = new BackupKey(store.Location.Prefix, backup.Time).Receipt;
        try
        {
            var receipt = ReceiptText.Read(await BytesAsync(store, key, cancellation).ConfigureAwait(false));
            return NameOf(receipt.Key) == NameOf(backup.Key) ? receipt : throw new JsonException($"it is that of {receipt.Key}");
        }
        catch (JsonException damage)
        {
            throw new BackupException(
                FailureKind.BackupDamaged,
                $"The receipt {key} is damaged or is no receipt of this backup: {damage.Message.TrimEnd('.')}.",
                $"The archive may be whole all the same: download {backup.Key} and verify it as a file. Back the database up anew.",
                damage);
        }
        catch (NotSupportedException newer)
        {
            throw new BackupException(
                FailureKind.StoreUnreadable, $"The receipt {key} cannot be read: {newer.Message}.", "Use the program that wrote it, or a newer one.", newer);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw S3Failure.Of(fault, $"read the receipt {key}", store.Location, FailureKind.StoreUnreadable);
        }
    }

    /// <summary>Writes a backup's receipt, which finishes the backup.</summary>
    /// <exception cref="BackupException">It is not written: the archive is stored, but unfinished.</exception>
    internal static async Task WriteAsync(BackupStore store, ReceiptDocument receipt)
    {
        BackupKey.TryParse(store.Location.Prefix, receipt.Key, out var backup);
        var text = ReceiptText.Of(receipt);
        using var patience = new CancellationTokenSource(WritingPatience);
        try
        {
            var request = UploadRequest.Receipt(store.Location, backup.Receipt, receipt.RunId, receipt.Started, text);
            await store.Client.PutObjectAsync(request, patience.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // A lost answer says nothing of what S3 did: ask.
            var failure = S3Failure.Of(fault, $"write the receipt {backup.Receipt}", store.Location);
            var has = await HasAsync(store, backup.Receipt, text).ConfigureAwait(false);
            if (has != true)
            {
                throw Unfinished(receipt.Key, isUnknown: has is null, failure);
            }
        }
    }

    /// <summary>Whether a key holds this text; null where S3 cannot be asked.</summary>
    internal static async Task<bool?> HasAsync(BackupStore store, string key, byte[] text)
    {
        using var patience = new CancellationTokenSource(AskingPatience);
        try
        {
            return (await BytesAsync(store, key, patience.Token).ConfigureAwait(false)).AsSpan().SequenceEqual(text);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static async Task<byte[]> BytesAsync(BackupStore store, string key, CancellationToken cancellation)
    {
        using var answer = await store.Client.GetObjectAsync(
            new GetObjectRequest { BucketName = store.Location.Bucket, Key = key }, cancellation).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes.Length == answer.ContentLength ? bytes.ToArray() : throw new IOException($"The answer ended at byte {bytes.Length} of {answer.ContentLength}.");
    }

    private static BackupException Unfinished(string key, bool isUnknown, BackupException failure) => new(
        FailureKind.UploadFailed,
        $"The archive {key} is whole but unfinished: its receipt "
        + (isUnknown ? "may or may not be written, and S3 could not be asked. " : "could not be written. ") + failure.Message,
        $"Run the backup again: an archive without a receipt counts for nothing. {failure.Remedy}",
        failure);

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];
}
