using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>
/// A PostgreSQL of this drill's own, in a temporary folder: reached by a socket inside its data directory, which is closed to all other
/// users, and by nothing else. A shell stands guard: when its standard input ends, since the drill is over or this process is gone, it
/// stops the server and deletes the folder.
/// </summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const string User = "postgres";

    // A socket's path holds 107 bytes, so the folder does not follow a long TMPDIR.
    private const int LongestSocketFolder = 50;

    // The server keeps no data beyond the drill: it may lose them. Its last line, on standard error, is why it did not start.
    private const string Guard = """
        folder=$1 initdb=$2 postgres=$3
        cd /
        trap '' HUP INT TERM
        if "$initdb" --pgdata="$folder" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null; then
            exec 3<&0
            {
                cat <&3
                while [ -d "$folder" ]; do
                    read -r server <"$folder/postmaster.pid" && kill -QUIT "$server" && break
                    sleep 0.1
                done
            } >/dev/null 2>&1 &
            "$postgres" -D "$folder" -c listen_addresses= -c unix_socket_directories="$folder" -c logging_collector=off \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 \
                -c autovacuum=off -c max_wal_size=4GB -c max_locks_per_transaction=256 </dev/null
        fi
        code=$?
        rm -rf "$folder"
        exit $code
        """;

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly ChildProgram guard;
    private readonly string folder;

    private LocalServer(ChildProgram guard, string folder) => (this.guard, this.folder) = (guard, folder);

    /// <summary>The server, with a superuser that needs no password.</summary>
    public DatabaseTarget Target => new() { Host = folder, Port = "5432", Database = "postgres", User = User };

    /// <summary>Starts one of a major or newer, ready for connections.</summary>
    /// <exception cref="BackupException">There are no server programs here, or it does not start.</exception>
    public static async Task<LocalServer> StartAsync(PgPrograms programs, int major, TimeProvider clock, CancellationToken cancellation)
    {
        var initdb = Find(programs, major);
        var folder = Path.Combine(Parent(), $"{ScratchName.Next(clock.GetUtcNow())}");
        string[] command =
        [
            .. UnprivilegedUser.Command(), "setsid", "sh", "-c", Guard, "guard", folder, initdb, Path.Combine(Path.GetDirectoryName(initdb)!, "postgres"),
        ];
        var server = new LocalServer(ChildProgram.Start(command[0], command[1..], ChildEnvironment.Of([])), folder);
        try
        {
            await server.WaitUntilReadyAsync(clock, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        guard.Input.Close();
        using var patience = new CancellationTokenSource(StopPatience);
        await ((Task)guard.WaitAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        guard.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WaitUntilReadyAsync(TimeProvider clock, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(StartPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var end = guard.WaitAsync(either.Token);
        try
        {
            while (!await AnswersAsync(either.Token).ConfigureAwait(false))
            {
                if (await Task.WhenAny(end, Task.Delay(BetweenAttempts, clock, either.Token)).ConfigureAwait(false) == end)
                {
                    var (code, errors) = await end.ConfigureAwait(false);
                    throw NotStarted($"it ended with exit code {code} and said: {errors}");
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw NotStarted($"it did not answer within {StartPatience.TotalMinutes} minutes");
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var source = PromptConnection.SourceOf(Target);
            await using var connection = await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Find(PgPrograms programs, int major)
    {
        try
        {
            return programs.Find("initdb", major).Path;
        }
        catch (BackupException none)
        {
            throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"No scratch server is given, and none can be started here: {none.Message}",
                $"Give a server where databases may be created (DRILL_DATABASE_URL or --to), or install PostgreSQL {major}'s server programs.",
                none);
        }
    }

    private static string Parent() => Path.GetTempPath().Length <= LongestSocketFolder ? Path.GetTempPath() : "/tmp";

    private static BackupException NotStarted(string how) => new(
        FailureKind.ConfigurationInvalid,
        $"A local PostgreSQL could not be started for the drill: {how}",
        "Put right what it says, or give a server (DRILL_DATABASE_URL or --to).");
}
