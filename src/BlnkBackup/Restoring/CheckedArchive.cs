using System.IO.Hashing;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Restoring;

/// <summary>
/// Reads a stored archive one buffer behind, so that the last bytes are given out only after the checksum of all of them was
/// compared with S3's: whoever needs every byte never gets a damaged archive whole.
/// </summary>
internal sealed class CheckedArchive(ObjectStream source, string key)
{
    private const int BufferBytes = 1 << 20;

    private readonly Crc32 crc = new();
    private byte[] ahead = new byte[BufferBytes];
    private byte[] behind = new byte[BufferBytes];
    private int filled = -1;

    /// <summary>The next bytes, valid until the next call; empty at the end.</summary>
    /// <exception cref="BackupException">S3 does not give the rest, or the bytes are not those that were stored.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        if (filled < 0)
        {
            filled = await FillAsync(cancellation).ConfigureAwait(false);
        }

        var ready = ahead.AsMemory(0, filled);
        (ahead, behind) = (behind, ahead);
        filled = await FillAsync(cancellation).ConfigureAwait(false);
        if (filled == 0)
        {
            EnsureAsStored();
        }

        return ready;
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellation)
    {
        var count = 0;
        int read;
        while (count < ahead.Length && (read = await source.ReadAsync(ahead.AsMemory(count), cancellation).ConfigureAwait(false)) > 0)
        {
            count += read;
        }

        crc.Append(ahead.AsSpan(0, count));
        return count;
    }

    private void EnsureAsStored()
    {
        var found = new Crc32Checksum(crc.GetCurrentHashAsUInt32(), source.Position).ToString();
        if (source.Crc32 is { } stored && stored != found)
        {
            throw new BackupException(
                FailureKind.RestoreFailed,
                $"{key} is damaged: its CRC-32 is {found}, stored was {stored}.",
                "Restore another backup (blnk-backup list); nothing was committed.");
        }
    }
}
