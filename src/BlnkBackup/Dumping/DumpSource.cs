using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Programs;

namespace BlnkBackup.Dumping;

/// <summary>pg_dump at work under an exported snapshot: an uncompressed archive of the custom format, as a stream.</summary>
/// <remarks>The password travels by environment; every other parameter of the connection by argument.</remarks>
internal sealed class DumpSource : IDisposable
{
    private readonly ChildProgram child;
    private readonly PgProgram program;

    private DumpSource(ChildProgram child, PgProgram program)
    {
        this.child = child;
        this.program = program;
    }

    /// <summary>The archive, as pg_dump writes it.</summary>
    public Stream Output => child.Output;

    public static DumpSource Start(PgProgram program, DatabaseTarget database, string snapshot, int lockWaitSeconds)
    {
        string[] arguments =
        [
            "--format=custom", "--compress=0", "--encoding=UTF8", "--no-password", $"--snapshot={snapshot}",
            string.Create(CultureInfo.InvariantCulture, $"--lock-wait-timeout={lockWaitSeconds * 1000L}"),
            $"--dbname={database.ToLibpq()}",
        ];
        return new DumpSource(
            ChildProgram.Start(program.Path, arguments, ChildEnvironment.Of(database.LibpqEnvironment())), program);
    }

    /// <summary>Asks pg_dump to end: its output then ends, and its exit code says that it is not whole.</summary>
    public void Stop() => child.Stop();

    /// <summary>Waits for pg_dump's end.</summary>
    /// <exception cref="BackupException">It did not exit with 0: with its own words.</exception>
    public async Task<CleanExit> EnsureCleanExitAsync(CancellationToken cancellation)
    {
        var (code, errors) = await child.WaitAsync(cancellation).ConfigureAwait(false);
        return code == 0
            ? new CleanExit(errors)
            : throw DumpFailure.Of(program, code, errors);
    }

    /// <summary>What failed where the archive is broken: as a rule pg_dump, which says why better than its unfinished archive does.</summary>
    public async Task<BackupException> ExplainAsync(ArchiveFormatException broken, CancellationToken cancellation)
    {
        child.CloseOutput();
        var (code, errors) = await child.WaitAsync(cancellation).ConfigureAwait(false);
        return DumpFailure.Of(program, code, errors, broken);
    }

    public void Dispose() => child.Dispose();
}
