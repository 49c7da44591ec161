using Npgsql;

namespace BlnkBackup.Configuration;

/// <summary>
/// Where a database is and how to reach it, understood once and told alike to Npgsql and to libpq's programs (pg_dump, pg_restore).
/// Immutable. The password is in <see cref="Password"/>, <see cref="ToNpgsql"/> and <see cref="LibpqEnvironment"/> only.
/// </summary>
public sealed record DatabaseTarget
{
    /// <summary>A host name, an address, or the directory of a Unix-domain socket; several are divided by commas.</summary>
    public required string Host { get; init; }

    /// <summary>The TCP port (1 to 65535) as digits; with several hosts, one port for each, divided by commas.</summary>
    public required string Port { get; init; }

    /// <summary>The database's name.</summary>
    public required string Database { get; init; }

    /// <summary>The role to connect as.</summary>
    public required string User { get; init; }

    /// <summary>The password, or null where there is none or a password file holds it.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// All other libpq parameters by their keyword (sslmode, sslrootcert, options, …), case-sensitive, in keyword order.
    /// Only keywords that <see cref="LibpqParameters"/> lists as usable.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The hosts one by one, in the order in which they are tried.</summary>
    public IReadOnlyList<DatabaseHost> Hosts => DatabaseHost.Listed(Host, Parameters.GetValueOrDefault("hostaddr"), Port);

    /// <summary>Reads a postgres:// or postgresql:// URL, or a conninfo string of key=value pairs; the environment adds nothing.</summary>
    /// <exception cref="ConfigurationException">Not understood, or a parameter is unknown or cannot be honoured; lists every problem.</exception>
    public static DatabaseTarget FromUrl(string url) => FromUrl(url, static _ => null);

    /// <summary>The same, with libpq's PG* variables filling in what <paramref name="url"/> leaves out, as libpq does.</summary>
    /// <param name="url">A postgres:// or postgresql:// URL, or a conninfo string.</param>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">As with the other form; PG* variables are judged likewise.</exception>
    public static DatabaseTarget FromUrl(string url, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var target = DatabaseTargetReader.FromUrl("The database URL", url, variables);
        variables.ThrowIfAnyProblem();
        return target!;
    }

    /// <summary>Reads DATABASE_URL, else BLNK_DATA_SOURCE_DNS, else the PG* variables, which also fill in what a URL leaves out.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <exception cref="ConfigurationException">Lists every problem of the database's variables.</exception>
    public static DatabaseTarget Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var target = DatabaseTargetReader.Read(variables);
        variables.ThrowIfAnyProblem();
        return target!;
    }

    /// <summary>This target with one host only: the one that answered, so that pg_dump meets the same server.</summary>
    /// <param name="host">A name, an address (IPv6 with or without brackets) or a socket directory, as Npgsql's connection tells it.</param>
    /// <param name="port">The TCP port.</param>
    public DatabaseTarget With(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        var bare = host is ['[', .., ']'] ? host[1..^1] : host;
        var known = Hosts.FirstOrDefault(one => one.ConnectsTo == bare && one.Port == port) ?? new DatabaseHost(bare, null, port);
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (keyword, value) in Parameters)
            if (keyword != "hostaddr") parameters[keyword] = value;
        if (known.Address is not null) parameters["hostaddr"] = known.Address;
        return this with { Host = known.Name, Port = $"{known.Port}", Parameters = parameters };
    }

    /// <summary>This target with another database of the same server.</summary>
    public DatabaseTarget WithDatabase(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return this with { Database = name };
    }

    /// <summary>
    /// For Npgsql: unpooled, kept alive, the password in it (so never to be printed). With several hosts Npgsql builds a multi-host
    /// data source of it; <see cref="With"/> then pins the one that answered.
    /// </summary>
    public NpgsqlConnectionStringBuilder ToNpgsql() => NpgsqlSettings.Of(this);

    /// <summary>
    /// For pg_dump's and pg_restore's -d: key='value' pairs, quoted by libpq's rules, without the password. client_encoding is left
    /// to the program, and so is application_name unless it was given.
    /// </summary>
    public string ToLibpq() => ConnectionInfo.Format(
        Parameters.Prepend(new("user", User)).Prepend(new("dbname", Database)).Prepend(new("port", Port)).Prepend(new("host", Host)));

    /// <summary>What a libpq program's environment must hold besides: PGPASSWORD, and only when there is a password.</summary>
    public IReadOnlyDictionary<string, string> LibpqEnvironment() =>
        Password is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["PGPASSWORD"] = Password };

    /// <summary>Who, where and which database, fit for a log: no password and no parameter.</summary>
    public override string ToString() => $"database {Database} at {string.Join(',', Hosts)} as {User}";
}
