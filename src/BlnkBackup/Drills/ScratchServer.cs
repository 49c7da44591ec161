using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>
/// The server that drills restore into. Each statement has a session of its own, since none may last as long as a restore. Databases of
/// other names than <see cref="ScratchName"/>'s are left alone; the one named in the target is where to connect, no more.
/// </summary>
internal sealed class ScratchServer
{
    private const int StatementTimeoutSeconds = 300;

    private readonly DatabaseTarget target;

    private ScratchServer(DatabaseTarget target, Version version) => (this.target, Version) = (target, version);

    /// <summary>The server's version.</summary>
    public Version Version { get; }

    /// <summary>Connects, and stays with the host that answered.</summary>
    /// <exception cref="BackupException">It cannot be reached, or lets this user not in.</exception>
    public static Task<ScratchServer> ConnectAsync(DatabaseTarget target, CancellationToken cancellation) => InSessionAsync(
        target, connection => Task.FromResult(new ScratchServer(target.With(connection.Host!, connection.Port), connection.PostgreSqlVersion)), cancellation);

    /// <summary>A database of this server.</summary>
    public DatabaseTarget TargetOf(ScratchName name) => target.WithDatabase($"{name}");

    /// <summary>Makes sure that the server is new enough, and has every extension.</summary>
    /// <exception cref="BackupException">It is not, and what it lacks.</exception>
    public async Task EnsureFitsAsync(ArchiveContents contents, CancellationToken cancellation)
    {
        if (Version.Major < contents.DumpMajor)
        {
            throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"The scratch server is PostgreSQL {Version.Major}, and the backup was made by pg_dump {contents.DumpMajor}.",
                $"Give a server of PostgreSQL {contents.DumpMajor} or newer (DRILL_DATABASE_URL or --to).");
        }

        var available = await NamesAsync("SELECT name FROM pg_available_extensions", cancellation).ConfigureAwait(false);
        var missing = contents.Extensions.Except(available).ToList();
        if (missing.Count > 0)
        {
            throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"The scratch server lacks extensions that the backup needs: {string.Join(", ", missing)}.",
                "Install them there, or give a server that has them (DRILL_DATABASE_URL or --to).");
        }
    }

    /// <summary>Drops what drills killed hard have left: this user's databases of drills' names, a day old, that nobody is connected to.</summary>
    public async Task DropLeftoversAsync(DateTimeOffset now, ILogger log, CancellationToken cancellation)
    {
        var names = await NamesAsync(
            $"SELECT datname FROM pg_database WHERE datname LIKE '{ScratchName.Start}%' AND pg_get_userbyid(datdba) = current_user", cancellation)
            .ConfigureAwait(false);
        foreach (var name in names.Where(name => ScratchName.IsLeftover(name, now)))
        {
            try
            {
                await RunAsync($"DROP DATABASE IF EXISTS {name}", cancellation).ConfigureAwait(false);
                log.LogWarning("Dropped {Database}, which a drill that was killed had left", name);
            }
            catch (NpgsqlException fault)
            {
                log.LogWarning("{Database}, which a drill must have left, could not be dropped: {Reason}", name, fault.Message);
            }
        }
    }

    /// <summary>Creates a database. It is not cancelled half way, so that it is there afterwards or was never.</summary>
    /// <exception cref="BackupException">The server refused, and there is none.</exception>
    public Task CreateAsync(ScratchName name) => InSessionAsync(
        target, connection => RunAsync(connection, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", CancellationToken.None), CancellationToken.None);

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public Task DropAsync(ScratchName name, CancellationToken cancellation) =>
        RunAsync($"DROP DATABASE IF EXISTS {name}{(Version.Major >= 13 ? " WITH (FORCE)" : "")}", cancellation);

    private Task<List<string>> NamesAsync(string query, CancellationToken cancellation) => InSessionAsync(
        target,
        async connection =>
        {
            await using var command = Command(connection, query);
            await using var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var names = new List<string>();
            while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            {
                names.Add(rows.GetString(0));
            }

            return names;
        },
        cancellation);

    private async Task RunAsync(string statement, CancellationToken cancellation)
    {
        await using var source = PromptConnection.SourceOf(target);
        await using var connection = await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false);
        await RunAsync(connection, statement, cancellation).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = Command(connection, statement);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text) => new(text, connection) { CommandTimeout = StatementTimeoutSeconds };

    private static async Task<T> InSessionAsync<T>(DatabaseTarget target, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var source = PromptConnection.SourceOf(target);
            await using var connection = await PromptConnection.OpenAsync(source, cancellation).ConfigureAwait(false);
            return await work(connection).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DrillFailure.OfServer(fault, target);
        }
    }
}
