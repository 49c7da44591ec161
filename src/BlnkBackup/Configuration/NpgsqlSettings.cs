using System.Globalization;
using Npgsql;

namespace BlnkBackup.Configuration;

/// <summary>libpq's parameters in Npgsql's words. Where the two mean different things by one word, libpq's meaning is kept.</summary>
static class NpgsqlSettings
{
    /// <summary>Npgsql's own limit of a connection timeout.</summary>
    const int LongestTimeoutSeconds = 1024;

    public static NpgsqlConnectionStringBuilder Of(DatabaseTarget target)
    {
        var hosts = target.Hosts;
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = hosts is [var only] ? only.ConnectsTo : string.Join(',', hosts.Select(HostAndPort)),
            Port = hosts[0].Port,
            Database = target.Database,
            Username = target.User,
            Password = target.Password,
            Passfile = Text("passfile"),
            ApplicationName = Text("application_name") ?? Text("fallback_application_name") ?? "blnk-backup",
            Options = Text("options"),
            // Set, lest Npgsql take PGCLIENTENCODING.
            ClientEncoding = "UTF8",
            Pooling = false,
            Enlist = false,
            // A snapshot's connection is idle while pg_dump works: neither a firewall nor a NAT gateway may forget it.
            KeepAlive = 30,
            TcpKeepAlive = Number("keepalives") is not 0,
            // The bundled pg_dump knows no GSS encryption either, and Npgsql's default costs a library and a round trip.
            GssEncryptionMode = Text("gssencmode") switch
            {
                "require" => GssEncryptionMode.Require,
                "prefer" => GssEncryptionMode.Prefer,
                _ => GssEncryptionMode.Disable,
            },
            LoadBalanceHosts = Text("load_balance_hosts") == "random",
        };
        if (settings.TcpKeepAlive && Number("keepalives_idle") is > 0 and var idle)
        {
            settings.TcpKeepAliveTime = idle;
            if (Number("keepalives_interval") is > 0 and var interval) settings.TcpKeepAliveInterval = interval;
        }
        if (Number("connect_timeout") is { } seconds) settings.Timeout = Math.Clamp(seconds, 0, LongestTimeoutSeconds);
        if (Text("krbsrvname") is { } service) settings.KerberosServiceName = service;
        if (Text("require_auth") is { } methods) settings.RequireAuth = AuthenticationMethods(methods);
        // Npgsql refuses it beside a single host; pg_dump's libpq then asks the server itself.
        if (hosts.Count > 1) settings.TargetSessionAttributes = Text("target_session_attrs");
        if (Text("channel_binding") is { } binding)
            settings.ChannelBinding = binding switch
            {
                "disable" => ChannelBinding.Disable,
                "require" => ChannelBinding.Require,
                _ => ChannelBinding.Prefer,
            };
        SetTls(settings, target.Parameters, onlySockets: hosts.All(host => host.IsSocket));
        return settings;

        string? Text(string keyword) => target.Parameters.GetValueOrDefault(keyword);
        int? Number(string keyword) => Text(keyword) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>libpq's require_auth by Npgsql's names of the methods; null where a method is unknown or the signs are mixed.</summary>
    public static string? AuthenticationMethods(string list)
    {
        var methods = list.Split(',');
        if (methods.Select(method => method.StartsWith('!')).Distinct().Count() > 1) return null;
        var renamed = methods.Select(method => method.TrimStart('!') switch
        {
            "password" => "Password",
            "md5" => "MD5",
            "gss" => "GSS",
            "sspi" => "SSPI",
            "scram-sha-256" => "ScramSHA256",
            "none" => "None",
            _ => null,
        }).ToList();
        return renamed.Contains(null) ? null : string.Join(',', renamed.Select(name => list.StartsWith('!') ? "!" + name : name));
    }

    static void SetTls(NpgsqlConnectionStringBuilder settings, IReadOnlyDictionary<string, string> parameters, bool onlySockets)
    {
        var root = parameters.GetValueOrDefault("sslrootcert");
        // libpq leaves TLS aside on sockets, whatever sslmode says; Npgsql would insist on it.
        settings.SslMode = onlySockets ? SslMode.Disable : parameters.GetValueOrDefault("sslmode") switch
        {
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            // To libpq, require with certificates to trust means verify-ca; to Npgsql it means no verification.
            "require" => root is null ? SslMode.Require : SslMode.VerifyCA,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => SslMode.Prefer,
        };
        if (parameters.GetValueOrDefault("sslnegotiation") is { } negotiation && !onlySockets)
            settings.SslNegotiation = negotiation == "direct" ? SslNegotiation.Direct : SslNegotiation.Postgres;
        // With no file named, Npgsql trusts what .NET trusts.
        settings.RootCertificate = root == "system" ? null : root;
        settings.SslCertificate = parameters.GetValueOrDefault("sslcert");
        settings.SslKey = parameters.GetValueOrDefault("sslkey");
    }

    /// <summary>The form that Npgsql splits again: [IPv6]:port, name:port, /directory:port.</summary>
    static string HostAndPort(DatabaseHost host) =>
        host.ConnectsTo.Contains(':') && !host.IsSocket ? $"[{host.ConnectsTo}]:{host.Port}" : $"{host.ConnectsTo}:{host.Port}";
}
