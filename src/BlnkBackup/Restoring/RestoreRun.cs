using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Storage;

namespace BlnkBackup.Restoring;

/// <summary>Streams a stored backup into pg_restore: no local file, one transaction, and a damaged backup changes nothing.</summary>
/// <param name="store">Where the backup is.</param>
/// <param name="programs">Where pg_restore is found.</param>
public sealed class RestoreRun(BackupStore store, PgPrograms programs)
{
    /// <summary>Restores one backup.</summary>
    /// <param name="backup">Which.</param>
    /// <param name="target">Into which database, which must exist.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how many bytes of the archive have been read.</param>
    /// <param name="cancellation">Ends the run; the transaction is rolled back.</param>
    /// <exception cref="BackupException">It failed; unless restored in pieces, the target is as it was.</exception>
    public async Task RunAsync(
        StoredBackup backup, DatabaseTarget target, RestoreOptions options, IProgress<long>? progress, CancellationToken cancellation)
    {
        EnsureFinished(backup, options);
        await TargetDatabase.EnsureReadyAsync(target, options.IntoNonEmpty, cancellation).ConfigureAwait(false);
        await using var stored = await store.OpenAsync(backup, cancellation).ConfigureAwait(false);
        var archive = new CheckedArchive(stored, backup.Key);
        var bytes = await archive.ReadAsync(cancellation).ConfigureAwait(false);
        var program = programs.Find("pg_restore", DumpMajor(bytes, backup));

        using var restore = ChildProgram.Start(program.Path, Arguments(target, options), ChildEnvironment.Of(target.LibpqEnvironment()));
        try
        {
            for (; !bytes.IsEmpty; bytes = await archive.ReadAsync(cancellation).ConfigureAwait(false))
            {
                await restore.Input.WriteAsync(bytes, cancellation).ConfigureAwait(false);
                progress?.Report(stored.Position);
            }

            restore.Input.Close();
        }
        catch (IOException)
        {
            // pg_restore has ended and reads no more; its exit code and its words say why.
        }

        var (code, errors) = await restore.WaitAsync(cancellation).ConfigureAwait(false);
        if (code != 0)
        {
            throw RestoreFailure.Of(program, code, errors, options);
        }
    }

    /// <summary>The major of a version of PostgreSQL, such as 15.3 or 19beta1; 0 where it is none.</summary>
    internal static int MajorOf(string version) => int.TryParse(version.Split('.', ' ', 'b', 'd', 'r')[0], out var major) ? major : 0;

    private static void EnsureFinished(StoredBackup backup, RestoreOptions options)
    {
        if (!backup.IsFinished && !options.Unfinished)
        {
            throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"{backup.Key} is unfinished: its receipt is missing, so its run did not end well.",
                "Restore a finished backup (blnk-backup list), or say --unfinished if this is what you want. Nothing was changed.");
        }
    }

    private static string[] Arguments(DatabaseTarget target, RestoreOptions options) =>
    [
        $"--dbname={target.ToLibpq()}", "--no-password",
        options.InPieces ? "--exit-on-error" : "--single-transaction",
        .. options.NoOwner ? ["--no-owner"] : Array.Empty<string>(),
        .. options.NoPrivileges ? ["--no-privileges"] : Array.Empty<string>(),
    ];

    // The pg_restore of the pg_dump that wrote the archive emits no setting that the dumped server does not know.
    private static int DumpMajor(ReadOnlyMemory<byte> start, StoredBackup backup)
    {
        try
        {
            using var bytes = new MemoryStream(start.ToArray());
            return MajorOf(new ArchiveReader(bytes).ReadHeader().DumpVersion);
        }
        catch (ArchiveFormatException broken)
        {
            throw new BackupException(
                FailureKind.RestoreFailed, $"{backup.Key} is no archive of pg_dump: {broken.Message}",
                "Restore another backup (blnk-backup list).", broken);
        }
    }
}
