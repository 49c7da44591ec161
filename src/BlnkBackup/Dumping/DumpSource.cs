using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Programs;

namespace BlnkBackup.Dumping;

/// <summary>pg_dump at work under an exported snapshot: an uncompressed archive of the custom format, as a stream.</summary>
/// <remarks>The password travels by environment; every other parameter of the connection by argument.</remarks>
internal sealed class DumpSource : IDisposable
{
    // From its last byte pg_dump has nothing left to do but to end.
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(60);

    // libpq's own would notice after two hours that the server's machine or the network is gone. What the target says wins.
    private const string KeepAlive = "keepalives_idle='60' keepalives_interval='15' keepalives_count='4'";

    private readonly ChildProgram child;
    private readonly PgProgram program;
    private readonly TimeProvider clock;

    private DumpSource(ChildProgram child, PgProgram program, TimeProvider clock)
    {
        this.child = child;
        this.program = program;
        this.clock = clock;
    }

    /// <summary>The archive, as pg_dump writes it.</summary>
    public Stream Output => child.Output;

    public static DumpSource Start(PgProgram program, DatabaseTarget database, string snapshot, int lockWaitSeconds, TimeProvider? clock = null)
    {
        string[] arguments =
        [
            "--format=custom", "--compress=0", "--encoding=UTF8", "--no-password", $"--snapshot={snapshot}",
            string.Create(CultureInfo.InvariantCulture, $"--lock-wait-timeout={lockWaitSeconds * 1000L}"),
            $"--dbname={KeepAlive} {database.ToLibpq()}",
        ];
        // In one time zone, so that a timestamptz is the same text, and a checksum the same, whatever the server's own.
        var environment = ChildEnvironment.Of(database.LibpqEnvironment().Append(new("PGTZ", "UTC")));
        return new DumpSource(
            ChildProgram.Start(program.Path, arguments, environment), program, clock ?? TimeProvider.System);
    }

    /// <summary>Asks pg_dump to end: its output then ends, and its exit code says that it is not whole.</summary>
    public void Stop() => child.Stop();

    /// <summary>Waits for pg_dump's end, once its output has ended.</summary>
    /// <exception cref="BackupException">It did not exit with 0: with its own words. Or it does not end.</exception>
    public async Task<CleanExit> EnsureCleanExitAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(ExitPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        int code;
        string errors;
        try
        {
            (code, errors) = await child.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw DumpFailure.OfNoEnd(program, ExitPatience);
        }

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
