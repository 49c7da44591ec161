using BlnkBackup.Archive;
using BlnkBackup.Failures;
using BlnkBackup.Restoring;
using BlnkBackup.Storage;
using BlnkBackup.Verifying;

namespace BlnkBackup.Drills;

/// <summary>What a stored archive's table of contents says that a drill must know beforehand.</summary>
/// <param name="DumpMajor">The major of the pg_dump that wrote it: older servers do not understand it.</param>
/// <param name="Extensions">The extensions that the server must have.</param>
/// <param name="CopyStatements">The COPY statement that loads each table, by dump id: its columns, in their order.</param>
internal sealed record ArchiveContents(int DumpMajor, IReadOnlyList<string> Extensions, IReadOnlyDictionary<int, string> CopyStatements)
{
    /// <summary>Reads the start of a backup.</summary>
    /// <exception cref="BackupException">It is damaged, or cannot be read.</exception>
    public static async Task<ArchiveContents> ReadAsync(BackupStore store, StoredBackup backup, CancellationToken cancellation)
    {
        await using var stored = await store.OpenAsync(backup, cancellation, FailureKind.StoreUnreadable).ConfigureAwait(false);
        await using var source = new ReadAheadStream(stored.ReadAsync, progress: null, cancellation);
        try
        {
            // On a thread of its own, since it waits for what is read.
            return Of(await Task.Run(new ArchiveReader(source).ReadTableOfContents, CancellationToken.None).ConfigureAwait(false));
        }
        catch (ArchiveFormatException damage)
        {
            throw VerifyFailure.Damaged(backup.Key, damage.Message.TrimEnd('.'), damage);
        }
        finally
        {
            await source.StopAsync().ConfigureAwait(false);
        }
    }

    private static ArchiveContents Of(TableOfContents contents) => new(
        RestoreRun.MajorOf(contents.Header.DumpVersion),
        [.. contents.Entries.Where(entry => entry.Description == "EXTENSION").Select(entry => entry.Tag)],
        contents.Entries.Where(entry => entry.HasBlock && !entry.HoldsLargeObjects).ToDictionary(entry => entry.DumpId, entry => entry.CopyStatement));
}
