using System.Globalization;
using System.Text;

namespace BlnkBackup.Sandbox.Servers;

/// <summary>The postgresql.conf and pg_hba.conf of a throwaway server: quick, quiet, and strict about passwords.</summary>
static class ServerConfiguration
{
    static readonly Dictionary<string, string> Quick = new()
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["autovacuum"] = "off",
        ["jit"] = "off",
        ["shared_buffers"] = "32MB",
        ["max_connections"] = "40",
        ["max_wal_size"] = "4GB",
        ["max_wal_senders"] = "4",
        ["listen_addresses"] = "127.0.0.1",
        ["logging_collector"] = "off",
        ["log_destination"] = "stderr",
        ["timezone"] = "UTC",
    };

    /// <summary>Written over what initdb left; where a setting occurs twice, PostgreSQL takes the last.</summary>
    public static async Task WriteAsync(string folder, string dataDirectory, PostgresServerOptions options)
    {
        var settings = new Dictionary<string, string>(Quick) { ["unix_socket_directories"] = folder };
        if (options.Tls || options.RequireTls)
        {
            settings["ssl"] = "on";
            settings["ssl_cert_file"] = Path.Combine(folder, "server.crt");
            settings["ssl_key_file"] = Path.Combine(folder, "server.key");
        }

        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        var text = new StringBuilder();
        foreach (var (name, value) in settings)
            text.Append(CultureInfo.InvariantCulture, $"{name} = '{value.Replace("'", "''", StringComparison.Ordinal)}'\n");
        await File.WriteAllTextAsync(Path.Combine(dataDirectory, "postgresql.conf"), text.ToString());

        var host = options.RequireTls ? "hostssl" : "host";
        await File.WriteAllTextAsync(Path.Combine(dataDirectory, "pg_hba.conf"), $"""
            local  all          all                 scram-sha-256
            local  replication  all                 scram-sha-256
            {host} all          all  127.0.0.1/32   scram-sha-256
            {host} replication  all  127.0.0.1/32   scram-sha-256

            """);
    }
}
