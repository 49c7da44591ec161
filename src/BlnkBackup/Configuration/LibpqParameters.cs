using System.Globalization;

namespace BlnkBackup.Configuration;

/// <summary>
/// Every parameter that libpq 18 knows (fe-connect.c, PQconninfoOptions), and what becomes of it here. The server is asked through
/// Npgsql and dumped through libpq, so a promise that only one of them would keep is refused rather than half kept.
/// </summary>
static class LibpqParameters
{
    const string NpgsqlCannot = "Npgsql cannot honour it; remove it";
    const string CommandLineWouldShow = "it would show on a command line; remove it";

    /// <summary>In libpq's order; the first six are DatabaseTarget's own members or make them.</summary>
    public static IReadOnlyList<LibpqParameter> All { get; } =
    [
        Both("host", "PGHOST", "host name, address or socket directory; several divided by commas"),
        Both("hostaddr", "PGHOSTADDR", "address to connect to instead of looking the host up"),
        Both("port", "PGPORT", "port, 5432 by default; one for all hosts, or one each divided by commas"),
        Both("dbname", "PGDATABASE", "database; the user's name by default"),
        Both("user", "PGUSER", "role to connect as; the operating system's user by default"),
        Both("password", "PGPASSWORD", "the role's password"),
        Both("passfile", "PGPASSFILE", "password file, ~/.pgpass by default"),
        Both("channel_binding", "PGCHANNELBINDING", "disable, prefer or require", OneOf("disable", "prefer", "require")),
        Both("connect_timeout", "PGCONNECT_TIMEOUT", "seconds to wait for a connection; 0 waits for ever", WholeNumber),
        Both("options", "PGOPTIONS", "command-line options for the server, such as -c statement_timeout=0"),
        Both("application_name", "PGAPPNAME", "name shown in pg_stat_activity"),
        Both("fallback_application_name", null, "the same, where no other is given"),
        Both("keepalives", null, "0 turns TCP keepalives off", WholeNumber),
        Both("keepalives_idle", null, "seconds of silence before a TCP keepalive", WholeNumber),
        Both("keepalives_interval", null, "seconds between TCP keepalives", WholeNumber),
        Both("sslmode", "PGSSLMODE", "disable, allow, prefer, require, verify-ca or verify-full",
            OneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full")),
        Both("sslnegotiation", "PGSSLNEGOTIATION", "postgres or direct", OneOf("postgres", "direct")),
        Both("sslcert", "PGSSLCERT", "file of the client's certificate"),
        Both("sslkey", "PGSSLKEY", "file of the client's key"),
        Both("sslrootcert", "PGSSLROOTCERT", "file of the trusted certificates, or system"),
        Both("require_auth", "PGREQUIREAUTH", "authentication methods to accept", AuthenticationMethods),
        Both("gssencmode", "PGGSSENCMODE", "disable, prefer or require", OneOf("disable", "prefer", "require")),
        Both("krbsrvname", "PGKRBSRVNAME", "Kerberos service name"),
        Both("target_session_attrs", "PGTARGETSESSIONATTRS", "which of several hosts will do: any, read-write, primary, …",
            OneOf("any", "read-write", "read-only", "primary", "standby", "prefer-standby")),
        Both("load_balance_hosts", "PGLOADBALANCEHOSTS", "disable or random", OneOf("disable", "random")),

        LibpqOnly("keepalives_count", null, "unanswered TCP keepalives before a connection counts as lost"),
        LibpqOnly("tcp_user_timeout", null, "milliseconds before unacknowledged bytes close a connection"),
        LibpqOnly("sslcompression", "PGSSLCOMPRESSION", "no server compresses TLS any more"),
        LibpqOnly("sslsni", "PGSSLSNI", "0 leaves the host name out of the TLS greeting"),
        LibpqOnly("gsslib", "PGGSSLIB", "GSS library, on Windows"),
        LibpqOnly("gssdelegation", "PGGSSDELEGATION", "1 forwards GSS credentials"),
        LibpqOnly("min_protocol_version", "PGMINPROTOCOLVERSION", "oldest wire protocol"),
        LibpqOnly("max_protocol_version", "PGMAXPROTOCOLVERSION", "newest wire protocol"),

        new("client_encoding", "PGCLIENTENCODING", ParameterUse.Ignored, "a backup is always UTF-8", Any),

        Refused("service", "PGSERVICE", "service files are not read; give host, port, user and database themselves"),
        Refused("sslpassword", null, $"{CommandLineWouldShow} and use a key without a passphrase"),
        Refused("sslcertmode", "PGSSLCERTMODE", NpgsqlCannot),
        Refused("sslcrl", "PGSSLCRL", NpgsqlCannot),
        Refused("sslcrldir", "PGSSLCRLDIR", NpgsqlCannot),
        Refused("requirepeer", "PGREQUIREPEER", NpgsqlCannot),
        Refused("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", NpgsqlCannot),
        Refused("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", NpgsqlCannot),
        Refused("replication", null, "a backup is no replication; remove it"),
        Refused("scram_client_key", null, CommandLineWouldShow),
        Refused("scram_server_key", null, CommandLineWouldShow),
        Refused("oauth_issuer", null, NpgsqlCannot),
        Refused("oauth_client_id", null, NpgsqlCannot),
        Refused("oauth_client_secret", null, NpgsqlCannot),
        Refused("oauth_scope", null, NpgsqlCannot),
        Refused("sslkeylogfile", null, "it would write the connection's keys to a file; remove it"),
    ];

    static readonly Dictionary<string, LibpqParameter> ByKeyword = All.ToDictionary(one => one.Keyword, StringComparer.Ordinal);

    /// <summary>The parameter of that keyword, case-sensitive, or null where libpq knows none.</summary>
    public static LibpqParameter? Find(string keyword) => ByKeyword.GetValueOrDefault(keyword);

    static LibpqParameter Both(string keyword, string? variable, string note, Func<string, string?>? fault = null) =>
        new(keyword, variable, ParameterUse.Both, note, fault ?? Any);

    static LibpqParameter LibpqOnly(string keyword, string? variable, string note) =>
        new(keyword, variable, ParameterUse.LibpqOnly, note, Any);

    static LibpqParameter Refused(string keyword, string? variable, string note) =>
        new(keyword, variable, ParameterUse.Refused, note, Any);

    static string? Any(string value) => null;

    static Func<string, string?> OneOf(params string[] values) =>
        value => Array.IndexOf(values, value) >= 0 ? null : $"must be one of {string.Join(", ", values)}";

    static string? WholeNumber(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "must be a whole number";

    static string? AuthenticationMethods(string value) => NpgsqlSettings.AuthenticationMethods(value) is not null
        ? null
        : "must be a comma list of password, md5, gss, sspi, scram-sha-256 and none, either all with a '!' before them or none";
}
