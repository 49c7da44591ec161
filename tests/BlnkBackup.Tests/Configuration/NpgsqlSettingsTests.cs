using System.Net.Sockets;
using BlnkBackup.Configuration;
using Npgsql;

namespace BlnkBackup.Tests.Configuration;

public class NpgsqlSettingsTests
{
    static NpgsqlConnectionStringBuilder Of(string query, string hosts = "h") => DatabaseTarget.FromUrl($"postgres://u:p@{hosts}/d?{query}").ToNpgsql();

    [Fact]
    public void The_connection_is_unpooled_kept_alive_and_named()
    {
        var settings = DatabaseTarget.FromUrl("postgres://ledger:it's;\"odd\"=@db:6432/blnk").ToNpgsql();

        Assert.Equal(("db", 6432, "blnk", "ledger"), (settings.Host, settings.Port, settings.Database, settings.Username));
        Assert.Equal((false, false, true, 30), (settings.Pooling, settings.Enlist, settings.TcpKeepAlive, settings.KeepAlive));
        Assert.Equal(("blnk-backup", "UTF8"), (settings.ApplicationName, settings.ClientEncoding));
        Assert.Equal("it's;\"odd\"=", new NpgsqlConnectionStringBuilder(settings.ConnectionString).Password);
        Assert.Equal(GssEncryptionMode.Disable, settings.GssEncryptionMode);
        Assert.Null(DatabaseTarget.FromUrl("postgres://u@h").ToNpgsql().Password);
    }

    [Theory]
    [InlineData("", SslMode.Prefer)]
    [InlineData("sslmode=disable", SslMode.Disable)]
    [InlineData("sslmode=allow", SslMode.Allow)]
    [InlineData("sslmode=prefer", SslMode.Prefer)]
    [InlineData("sslmode=require", SslMode.Require)]
    [InlineData("ssl=true", SslMode.Require)]
    [InlineData("sslmode=verify-ca", SslMode.VerifyCA)]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("sslmode=require&sslrootcert=/ca.pem", SslMode.VerifyCA)]
    [InlineData("sslmode=prefer&sslrootcert=/ca.pem", SslMode.Prefer)]
    [InlineData("sslrootcert=system", SslMode.VerifyFull)]
    public void Every_sslmode_keeps_libpqs_meaning(string query, SslMode mode) => Assert.Equal(mode, Of(query).SslMode);

    [Fact]
    public void System_trust_is_verify_full_against_the_systems_bundle_on_both_sides()
    {
        var target = DatabaseTarget.FromUrl("postgres://u@h/d?sslrootcert=system");
        var bundle = TrustedCertificates.OfTheSystem();
        Assert.EndsWith($"sslmode='verify-full' sslrootcert='{bundle}'", target.ToLibpq(), StringComparison.Ordinal);
        Assert.Equal(File.Exists(bundle) ? bundle : null, target.ToNpgsql().RootCertificate);
    }

    [Fact]
    public void Where_there_is_no_bundle_NET_and_libpq_each_trust_their_own()
    {
        var target = DatabaseTarget.FromUrl("postgres://u@h/d?sslmode=verify-full&sslrootcert=/ca.pem");
        var unfound = target with { Parameters = new Dictionary<string, string> { ["sslmode"] = "verify-full", ["sslrootcert"] = "system" } };
        Assert.Equal((SslMode.VerifyFull, null), (unfound.ToNpgsql().SslMode, unfound.ToNpgsql().RootCertificate));
    }

    [Fact]
    public void A_socket_knows_no_TLS()
    {
        var target = DatabaseTarget.FromUrl("postgres:///d?host=/run/postgresql&user=u&sslmode=require&sslnegotiation=direct");
        Assert.Equal(SslMode.Disable, target.ToNpgsql().SslMode);
        using var source = new NpgsqlSlimDataSourceBuilder(target.ToNpgsql().ConnectionString).EnableTransportSecurity().Build();
    }

    [Fact]
    public void Certificates_reach_Npgsql()
    {
        var settings = Of("sslmode=verify-full&sslnegotiation=direct&sslrootcert=/ca.pem&sslcert=/me.crt&sslkey=/me.key");
        Assert.Equal(("/ca.pem", "/me.crt", "/me.key"), (settings.RootCertificate, settings.SslCertificate, settings.SslKey));
        Assert.Equal(SslNegotiation.Direct, settings.SslNegotiation);
        Assert.Equal(SslNegotiation.Postgres, Of("sslnegotiation=postgres").SslNegotiation);
    }

    [Theory]
    [InlineData("disable", ChannelBinding.Disable)]
    [InlineData("prefer", ChannelBinding.Prefer)]
    [InlineData("require", ChannelBinding.Require)]
    public void Channel_binding_is_kept(string word, ChannelBinding binding) => Assert.Equal(binding, Of($"channel_binding={word}").ChannelBinding);

    [Theory]
    [InlineData("disable", GssEncryptionMode.Disable)]
    [InlineData("prefer", GssEncryptionMode.Prefer)]
    [InlineData("require", GssEncryptionMode.Require)]
    public void GSS_encryption_is_kept(string word, GssEncryptionMode mode) => Assert.Equal(mode, Of($"gssencmode={word}").GssEncryptionMode);

    [Theory]
    [InlineData("password,md5,scram-sha-256", "Password,MD5,ScramSHA256")]
    [InlineData("!gss,!sspi,!none", "!GSS,!SSPI,!None")]
    public void Authentication_methods_go_by_Npgsqls_names(string libpq, string npgsql) => Assert.Equal(npgsql, Of($"require_auth={libpq}").RequireAuth);

    [Theory]
    [InlineData("connect_timeout=7", 7)]
    [InlineData("connect_timeout=0", 0)]
    [InlineData("connect_timeout=-1", 0)]
    [InlineData("connect_timeout=99999", 1024)]
    public void The_timeout_fits_Npgsqls_limits(string query, int seconds) => Assert.Equal(seconds, Of(query).Timeout);

    [Fact]
    public void Keepalives_are_kept()
    {
        var settings = Of("keepalives_idle=20&keepalives_interval=5");
        Assert.Equal((true, 20, 5), (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval));
        Assert.False(Of("keepalives=0&keepalives_idle=20").TcpKeepAlive);
    }

    [Fact]
    public void The_rest_goes_by_other_names()
    {
        var settings = Of("options=-c%20statement_timeout%3D0&krbsrvname=pg&passfile=/pass&application_name=a&fallback_application_name=b");
        Assert.Equal(("-c statement_timeout=0", "pg", "/pass", "a"),
            (settings.Options, settings.KerberosServiceName, settings.Passfile, settings.ApplicationName));
        Assert.Equal("b", Of("fallback_application_name=b").ApplicationName);
    }

    [Fact]
    public void What_Npgsql_has_no_word_for_is_left_to_libpq()
    {
        const string Query = "keepalives_count=3&tcp_user_timeout=9&sslsni=0&gssdelegation=1&max_protocol_version=3.2";
        var target = DatabaseTarget.FromUrl($"postgres://u@h/d?{Query}");
        Assert.Equal(DatabaseTarget.FromUrl("postgres://u@h/d").ToNpgsql().ConnectionString, target.ToNpgsql().ConnectionString);
        Assert.Equal(5, target.Parameters.Count);
    }

    [Fact]
    public void The_kind_of_server_is_asked_of_several_hosts_only()
    {
        Assert.Equal("read-write", Of("target_session_attrs=read-write", hosts: "a,b").TargetSessionAttributes);
        Assert.Null(Of("target_session_attrs=read-write").TargetSessionAttributes);
        Assert.True(Of("load_balance_hosts=random", hosts: "a,b").LoadBalanceHosts);
        Assert.False(Of("load_balance_hosts=disable", hosts: "a,b").LoadBalanceHosts);
    }

    [Fact]
    public async Task Npgsql_finds_every_form_of_host()
    {
        // A listener that hangs up proves that it was reached: the name was understood.
        using var listener = new TcpListener(System.Net.IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        foreach (var hosts in new[] { $"[::1]:{port}", $"127.0.0.1:{port}", $"[::1]:{port},127.0.0.1:{port}", $"localhost:{port},[::1]:{port}" })
        {
            var settings = Of("sslmode=disable", hosts);
            await using var source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).Build();
            var opening = source.OpenConnectionAsync();
            for (var each = hosts.Count(character => character == ',') + 1; each > 0; each--)
                (await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
            await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await opening);
        }
    }
}
