using BlnkBackup.Sandbox.Programs;
using BlnkBackup.Sandbox.Servers;
using Npgsql;

namespace BlnkBackup.Sandbox;

/// <summary>
/// A throwaway PostgreSQL on a free port of 127.0.0.1 and a unix socket, with a superuser <c>postgres</c> whose password
/// is checked. Disposing stops it at once and deletes its folder; so does the end of the test process, however it ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    const int PortAttempts = 4;

    readonly string folder;
    readonly ServerLog log = new();
    ServerProcess? process;

    PostgresServer(PostgresInstallation installation, PostgresServerOptions options, string folder)
    {
        Installation = installation;
        Options = options;
        this.folder = folder;
    }

    public PostgresInstallation Installation { get; }

    public PostgresServerOptions Options { get; }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; private set; }

    public string User { get; } = "postgres";

    public string Password => Options.Password;

    /// <summary>Where the unix socket lies: libpq and Npgsql take this path for a host.</summary>
    public string SocketDirectory => folder;

    public string DataDirectory => Path.Combine(folder, "data");

    /// <summary>The authority behind the server's certificate, for sslrootcert; the file exists only with TLS.</summary>
    public string CaFile => Path.Combine(folder, "ca.crt");

    /// <summary>The last lines of the server's log.</summary>
    public string Log => log.ToString();

    /// <summary>Starts a server, ready for connections; without an installation, the newest that has pg_dump.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresInstallation? installation = null, PostgresServerOptions? options = null)
    {
        installation ??= PostgresInstallation.NewestWithClients;
        options ??= new PostgresServerOptions();
        var server = new PostgresServer(installation, options, await NewFolderAsync());
        await ClusterTemplate.CopyToAsync(installation, options.Password, server.DataDirectory);
        await server.ConfigureAsync();
        return await server.BootAsync();
    }

    /// <summary>
    /// Starts a hot standby that streams from <paramref name="primary"/>; needs the pg_basebackup of its installation.
    /// </summary>
    public static async Task<PostgresServer> StartStandbyAsync(PostgresServer primary)
    {
        var server = new PostgresServer(primary.Installation, primary.Options, await NewFolderAsync());
        await UnprivilegedUser.RunAsync(
            primary.Installation.Program("pg_basebackup"),
            [
                "--pgdata", server.DataDirectory, "--host", primary.SocketDirectory, "--port", $"{primary.Port}", "--username", primary.User,
                "--wal-method", "stream", "--checkpoint", "fast", "--write-recovery-conf", "--no-sync",
            ],
            new Dictionary<string, string> { ["PGPASSWORD"] = primary.Password });
        await server.ConfigureAsync();
        return await server.BootAsync();
    }

    /// <summary>As the documentation writes it: postgres://postgres:password@127.0.0.1:port/database, percent-encoded.</summary>
    public string Url(string database) =>
        $"postgres://{User}:{Uri.EscapeDataString(Password)}@{Host}:{Port}/{Uri.EscapeDataString(database)}";

    /// <summary>For Npgsql, without pooling: no idle session outlives a test's own connections.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Options.RequireTls ? SocketDirectory : Host,
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
        Pooling = false,
        CommandTimeout = 0,
    }.ConnectionString;

    public Task CreateDatabaseAsync(string name) =>
        ExecuteAsync("postgres", $"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    /// <summary>Runs SQL, several statements if you like, in one session of its own.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row; null and no row both give default.</summary>
    public async Task<T?> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() && !await rows.IsDBNullAsync(0) ? await rows.GetFieldValueAsync<T>(0) : default;
    }

    /// <summary>An open connection that the caller disposes.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Stops the server; its data stay until it is restarted or disposed.</summary>
    public async Task StopAsync(ShutdownMode mode = ShutdownMode.Fast)
    {
        if (process is null)
            return;
        await process.StopAsync(mode);
        process.Dispose();
        process = null;
    }

    /// <summary>Stops the server unless it is stopped already, and starts it on the same port and data.</summary>
    public async Task RestartAsync(ShutdownMode mode = ShutdownMode.Fast)
    {
        await StopAsync(mode);
        process = await ServerProcess.StartAsync(Installation, DataDirectory, Port, log);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(ShutdownMode.Immediate);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    static async Task<string> NewFolderAsync()
    {
        var folder = await SandboxDirectory.NewPathAsync("server-");
        Directory.CreateDirectory(folder);
        await UnprivilegedUser.OwnAsync(folder);
        return folder;
    }

    async Task ConfigureAsync()
    {
        if (Options.Tls || Options.RequireTls)
            await ServerCertificate.WriteAsync(folder);
        await ServerConfiguration.WriteAsync(folder, DataDirectory, Options);
    }

    async Task<PostgresServer> BootAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Next();
            try
            {
                process = await ServerProcess.StartAsync(Installation, DataDirectory, Port, log);
                return this;
            }
            catch (InvalidOperationException) when (attempt < PortAttempts && Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Another process took the port between our look and postgres's.
            }
            catch
            {
                await DisposeAsync();
                throw;
            }
        }
    }
}
