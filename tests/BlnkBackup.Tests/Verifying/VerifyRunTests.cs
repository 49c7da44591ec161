using System.IO.Hashing;
using BlnkBackup.Archive;
using BlnkBackup.Archive.Tests.Verifying;
using BlnkBackup.Failures;
using BlnkBackup.Storage;
using BlnkBackup.Verifying;

namespace BlnkBackup.Tests.Verifying;

public sealed class VerifyRunTests
{
    [Theory]
    [InlineData(CompressionAlgorithm.None)]
    [InlineData(CompressionAlgorithm.Zstd)]
    public async Task Every_flipped_bit_and_every_cut_is_found_by_what_the_store_noted_without_exception(CompressionAlgorithm algorithm)
    {
        var stored = await VerifySamples.StoredAsync(16, algorithm);
        var noted = Noted(stored);
        Assert.True((await VerifyAsync(stored, noted)).MatchesStoredCrc32);

        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            stored[bit / 8] ^= (byte)(1 << (bit % 8));
            await IsDamagedAsync(stored, noted);
            stored[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < stored.Length; length++)
        {
            await IsDamagedAsync(stored[..length], noted);
        }
    }

    [Fact]
    public async Task Damage_in_a_table_is_named_with_its_place()
    {
        var stored = await VerifySamples.StoredAsync(16, CompressionAlgorithm.Zstd);
        var table = (await VerifyAsync(stored, Noted(stored))).Archive.Entries[0];
        stored[table.Offset + 30] ^= 1;

        var failure = await IsDamagedAsync(stored, Noted(stored));

        Assert.StartsWith($"sample is damaged: TABLE DATA blnk.t is damaged. At byte {table.Offset + 11} of the archive", failure.Message, StringComparison.Ordinal);
        Assert.Contains("blnk-backup list", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_that_the_format_cannot_show_is_said_to_be_none_of_its_blocks()
    {
        var stored = await VerifySamples.StoredAsync(16, CompressionAlgorithm.Zstd);
        var noted = Noted(stored);
        stored[56] ^= 1;

        Assert.Contains("Every block of its tables is whole", (await IsDamagedAsync(stored, noted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_noted_no_checksum_still_noted_the_size()
    {
        var stored = await VerifySamples.StoredAsync(16, CompressionAlgorithm.Zstd);

        Assert.False((await VerifyAsync(stored, new ObjectEvidence(stored.Length, null))).MatchesStoredCrc32);
        await IsDamagedAsync(stored, new ObjectEvidence(stored.Length + 1, null));
    }

    [Fact]
    public async Task A_file_is_verified_by_itself()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, await VerifySamples.StoredAsync(16, CompressionAlgorithm.Gzip));
        var read = new List<long>();

        var verified = await VerifyRun.OfFileAsync(path, new Reports(read), CancellationToken.None);

        Assert.Equal((4, false, true), (verified.Archive.Rows, verified.MatchesStoredCrc32, verified.Archive.HasContentChecksums));
        Assert.Equal([new FileInfo(path).Length], read);
        File.Delete(path);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_not_called_damaged()
    {
        var failure = await Assert.ThrowsAsync<BackupException>(
            () => VerifyRun.OfFileAsync("/nowhere/at/all.dump", progress: null, CancellationToken.None));
        Assert.Equal(FailureKind.StoreUnreadable, failure.Kind);
    }

    [Fact]
    public async Task A_cancelled_run_is_not_called_damaged()
    {
        using var cancelled = new CancellationTokenSource();
        var source = new ReadAheadStream(
            async (_, stop) =>
            {
                await cancelled.CancelAsync();
                await Task.Delay(Timeout.Infinite, stop);
                return 0;
            },
            progress: null, cancelled.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VerifyRun.OfSourceAsync("sample", source, evidence: null));
    }

    [Fact]
    public void What_is_read_ahead_comes_in_order_whatever_the_pieces()
    {
        var bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        foreach (var (mostAtOnce, bufferBytes, asked) in new[] { (1, 7, 3), (5000, 100, 64), (3, 20_000, 9000), (64, 64, 64) })
        {
            using var source = Reading(bytes, mostAtOnce, bufferBytes);
            var came = new MemoryStream();
            source.CopyTo(came, asked);

            Assert.Equal(bytes, came.ToArray());
            Assert.Equal(new Crc32Checksum(Crc32.HashToUInt32(bytes), bytes.Length), source.Checksum);
        }
    }

    private static ObjectEvidence Noted(byte[] stored) =>
        new(stored.Length, new Crc32Checksum(Crc32.HashToUInt32(stored), stored.Length).ToString());

    private static Task<VerifiedBackup> VerifyAsync(byte[] bytes, ObjectEvidence noted) =>
        VerifyRun.OfSourceAsync("sample", Reading(bytes, mostAtOnce: 500, bufferBytes: 400), noted);

    private static async Task<BackupException> IsDamagedAsync(byte[] bytes, ObjectEvidence noted)
    {
        var failure = await Assert.ThrowsAsync<BackupException>(() => VerifyAsync(bytes, noted));
        Assert.Equal(FailureKind.BackupDamaged, failure.Kind);
        return failure;
    }

    private static ReadAheadStream Reading(byte[] bytes, int mostAtOnce, int bufferBytes)
    {
        var source = new MemoryStream(bytes);
        return new ReadAheadStream(
            (buffer, _) => ValueTask.FromResult(source.Read(buffer.Span[..Math.Min(buffer.Length, mostAtOnce)])),
            progress: null, CancellationToken.None, bufferBytes);
    }

    private sealed class Reports(List<long> reports) : IProgress<long>
    {
        public void Report(long value) => reports.Add(value);
    }
}
