using BlnkBackup.Archive;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;

namespace BlnkBackup.Verifying;

/// <summary>Reads a backup whole, as it streams, and says whether it is without damage.</summary>
public static class VerifyRun
{
    // None: the stream that reads ahead has its own.
    private const int FileBufferBytes = 0;

    /// <summary>
    /// Verifies a stored backup; its receipt, and the size and the CRC-32 that the store noted of it, are part of the evidence. One that
    /// is unfinished has no receipt, and is verified all the same.
    /// </summary>
    /// <param name="store">Where it is.</param>
    /// <param name="backup">Which.</param>
    /// <param name="progress">Told how many bytes of it have been read.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="BackupException">It is damaged, and where, or its receipt is; or it could not be read.</exception>
    public static async Task<VerifiedBackup> OfStoredAsync(
        BackupStore store, StoredBackup backup, IProgress<long>? progress, CancellationToken cancellation)
    {
        var receipt = backup.IsFinished ? await StoredReceipt.ReadAsync(store, backup, cancellation).ConfigureAwait(false) : null;
        await using var stored = await store.OpenAsync(backup, cancellation, FailureKind.StoreUnreadable).ConfigureAwait(false);
        // A dash and a number behind it: of the parts' checksums, not of the object's bytes.
        var crc32 = stored.Crc32 is { } noted && !noted.Contains('-', StringComparison.Ordinal) ? noted : null;
        return await OfSourceAsync(
            backup.Key, new ReadAheadStream(stored.ReadAsync, progress, cancellation), new ObjectEvidence(stored.Bytes, crc32), receipt).ConfigureAwait(false);
    }

    /// <summary>Verifies a file, ours or pg_dump's; it is all the evidence there is.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="progress">Told how many bytes of it have been read.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="BackupException">It is damaged, and where; or it could not be read.</exception>
    public static async Task<VerifiedBackup> OfFileAsync(string path, IProgress<long>? progress, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileBufferBytes, FileOptions.SequentialScan);
            return await OfSourceAsync(path, new ReadAheadStream(file.ReadAsync, progress, cancellation), evidence: null).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw VerifyFailure.Unreadable(path, fault);
        }
    }

    internal static async Task<VerifiedBackup> OfSourceAsync(
        string name, ReadAheadStream source, ObjectEvidence? evidence, ReceiptDocument? receipt = null)
    {
        await using (source.ConfigureAwait(false))
        {
            try
            {
                // On a thread of its own, since it waits for what is read.
                var archive = await Task.Factory.StartNew(
                    () => ArchiveVerification.Verify(source), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
                if (receipt is not null)
                {
                    ReceiptComparison.EnsureSameTables(receipt, archive, name);
                    new ObjectEvidence(receipt.Bytes, receipt.Crc32).EnsureOf(source.Checksum, name);
                }

                evidence?.EnsureOf(source.Checksum, name);
                return new VerifiedBackup(name, archive, (evidence?.Crc32 ?? receipt?.Crc32) is not null, receipt);
            }
            catch (ArchiveFormatException damage)
            {
                throw VerifyFailure.Damaged(name, damage.Message.TrimEnd('.'), damage);
            }
            finally
            {
                await source.StopAsync().ConfigureAwait(false);
            }
        }
    }
}
