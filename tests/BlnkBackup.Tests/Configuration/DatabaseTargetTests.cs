using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class DatabaseTargetTests
{
    [Fact]
    public void A_URL_is_taken_apart()
    {
        var target = DatabaseTarget.FromUrl("postgres://ledger:p%40ss@db.example:6432/blnk?sslmode=require&application_name=nightly");

        Assert.Equal(("db.example", "6432", "blnk", "ledger", "p@ss"), (target.Host, target.Port, target.Database, target.User, target.Password));
        Assert.Equal(["application_name=nightly", "sslmode=require"], target.Parameters.Select(one => $"{one.Key}={one.Value}"));
        Assert.Equal("database blnk at db.example:6432 as ledger", target.ToString());
    }

    [Fact]
    public void What_is_left_out_is_what_libpq_would_take()
    {
        var target = DatabaseTarget.FromUrl("postgres://ledger@db");
        Assert.Equal(("5432", "ledger", null), (target.Port, target.Database, target.Password));
        Assert.Equal(Environment.UserName, DatabaseTarget.FromUrl("postgres://db/blnk").User);
    }

    [Fact]
    public void Key_value_pairs_are_read_as_well()
    {
        var target = DatabaseTarget.FromUrl(@"host=/run/postgresql user=ledger password='a\'b c' dbname=blnk");
        Assert.Equal(("/run/postgresql", "ledger", "a'b c", "blnk"), (target.Host, target.User, target.Password, target.Database));
        Assert.True(Assert.Single(target.Hosts).IsSocket);
        Assert.Equal("x://y", DatabaseTarget.FromUrl("host=h password=x://y").Password);
    }

    [Theory]
    [InlineData("postgres://a,b:7,[::1]:8/d", "a:5432 b:7 [::1]:8", "5432,7,8")]
    [InlineData("postgres://a,b/d?port=9", "a:9 b:9", "9,9")]
    [InlineData("postgres://a,b/d", "a:5432 b:5432", "5432,5432")]
    [InlineData("host=a,b port=,7 dbname=d", "a:5432 b:7", "5432,7")]
    [InlineData("hostaddr=10.0.0.1,::1 dbname=d", "10.0.0.1:5432 [::1]:5432", "5432,5432")]
    public void Several_hosts_each_have_their_port(string text, string hosts, string port)
    {
        var target = DatabaseTarget.FromUrl(text);
        Assert.Equal(hosts, string.Join(' ', target.Hosts));
        Assert.Equal(port, target.Port);
    }

    [Fact]
    public void One_host_can_be_pinned()
    {
        var target = DatabaseTarget.FromUrl("postgres://u:p@a,[::1]:7/d?target_session_attrs=read-write");

        var pinned = target.With("[::1]", 7);

        Assert.Equal("host='::1' port='7' dbname='d' user='u' target_session_attrs='read-write'", pinned.ToLibpq());
        Assert.Equal("p", pinned.Password);
        Assert.Equal(target, target with { });
    }

    [Fact]
    public void Pinning_keeps_the_name_that_belongs_to_an_address()
    {
        var target = DatabaseTarget.FromUrl("host=a,b hostaddr=10.0.0.1,10.0.0.2 port=5,6 dbname=d user=u");
        Assert.Equal("10.0.0.1:5,10.0.0.2:6", target.ToNpgsql().Host);
        Assert.Equal("host='b' port='6' dbname='d' user='u' hostaddr='10.0.0.2'", target.With("10.0.0.2", 6).ToLibpq());
        Assert.Equal("host='elsewhere' port='6' dbname='d' user='u'", target.With("elsewhere", 6).ToLibpq());
        Assert.Equal("10.0.0.1:5432,i:5432", DatabaseTarget.FromUrl("host=h,i hostaddr=10.0.0.1, dbname=d").ToNpgsql().Host);
    }

    [Fact]
    public void Another_database_of_the_same_server_can_be_named()
    {
        var target = DatabaseTarget.FromUrl("postgres://u:p@h:7/d?sslmode=require").WithDatabase("it's");
        Assert.Equal(@"host='h' port='7' dbname='it\'s' user='u' sslmode='require'", target.ToLibpq());
        Assert.Equal("it's", target.ToNpgsql().Database);
    }

    [Fact]
    public void The_password_travels_by_environment_and_only_when_there_is_one()
    {
        var target = DatabaseTarget.FromUrl("postgres://u:s3cret@h/d");
        Assert.DoesNotContain("s3cret", target.ToLibpq(), StringComparison.Ordinal);
        Assert.Equal("s3cret", Assert.Single(target.LibpqEnvironment(), one => one.Key == "PGPASSWORD").Value);
        Assert.Empty(DatabaseTarget.FromUrl("postgres://u@h/d").LibpqEnvironment());
    }

    [Fact]
    public void A_later_parameter_replaces_an_earlier_one_and_an_empty_one_unsets_it()
    {
        Assert.Equal("other", DatabaseTarget.FromUrl("postgres://u@h/d?dbname=other").Database);
        Assert.Equal("u", DatabaseTarget.FromUrl("postgres://u@h/d?dbname=").Database);
        Assert.Empty(DatabaseTarget.FromUrl("postgres://u@h/d?client_encoding=LATIN1").Parameters);
    }

    [Theory]
    [InlineData("postgres://u@h/d?nonsense=1", "holds the parameter \"nonsense\", which libpq does not know")]
    [InlineData("postgres://u@h/d?SSLMODE=require", "\"SSLMODE\"")]
    [InlineData("host=h search_path=x", "\"search_path\"")]
    [InlineData("mysql://u:p@h/d?a=b", "neither a postgres:// URL nor key=value pairs")]
    [InlineData("localhost", "neither a postgres:// URL nor key=value pairs")]
    [InlineData("", "neither a postgres:// URL nor key=value pairs")]
    [InlineData("postgres://u@h/d?x", "no '=' in query parameter 1")]
    [InlineData("postgres://u@h/d?user=a=b", "a second '=' in query parameter 1")]
    [InlineData("postgres://u@h/d b", "a blank or a control character at character 17")]
    [InlineData("postgres://u:p@ss@h/d", "more than one '@'")]
    [InlineData("postgres://u:1/2@h/d", "an '@' after the host")]
    [InlineData("postgres://u:a/2@h/d", "a port that is not a number")]
    [InlineData("postgres://u:a?2@h/d", "a '?' before an '@'")]
    [InlineData("postgres://[::1/d", "'[' without an IPv6 address")]
    [InlineData("postgres://[::1]5/d", "after the ']'")]
    [InlineData("postgres://h/%zz", "a '%' that two hexadecimal digits do not follow")]
    [InlineData("postgres://h/%00", "%00")]
    [InlineData("postgres://h/%ff", "not UTF-8")]
    [InlineData("host=h user", "no '=' after the word at character 8")]
    [InlineData("host=h user='x", "no end to the quoted value that begins at character 13")]
    [InlineData("postgres:///d", "names no host")]
    [InlineData("postgres://a,,b/d", "names a host that is empty")]
    [InlineData("host='a b'", "names a host that is empty or holds a blank")]
    [InlineData("postgres://h:0/d", "port must be a number from 1 to 65535")]
    [InlineData("postgres://h:65536/d", "port must be a number from 1 to 65535")]
    [InlineData("host=h port=x", "port must be a number from 1 to 65535")]
    [InlineData("host=a,b,c port=1,2", "port and host do not list equally many")]
    [InlineData("host=a port=1,2", "port and host do not list equally many")]
    [InlineData("host=a,b hostaddr=::1", "hostaddr and host do not list equally many")]
    [InlineData("postgres://h/d?sslmode=verify", "sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full")]
    [InlineData("postgres://h/d?channel_binding=yes", "channel_binding must be one of")]
    [InlineData("postgres://h/d?gssencmode=yes", "gssencmode must be one of")]
    [InlineData("postgres://h/d?sslnegotiation=yes", "sslnegotiation must be one of")]
    [InlineData("postgres://h/d?target_session_attrs=master", "target_session_attrs must be one of")]
    [InlineData("postgres://h/d?load_balance_hosts=yes", "load_balance_hosts must be one of")]
    [InlineData("postgres://h/d?connect_timeout=soon", "connect_timeout must be a whole number")]
    [InlineData("postgres://h/d?keepalives_idle=soon", "keepalives_idle must be a whole number")]
    [InlineData("postgres://h/d?require_auth=password,!md5", "require_auth must be a comma list")]
    [InlineData("postgres://h/d?require_auth=oauth", "require_auth must be a comma list")]
    [InlineData("postgres://h/d?sslnegotiation=direct", "so sslmode must be require, verify-ca or verify-full")]
    [InlineData("postgres://h/d?sslrootcert=system&sslmode=require", "sslmode must be verify-full where sslrootcert is system")]
    [InlineData("host=h hostaddr=::1 sslmode=verify-full", "hostaddr beside host cannot be used with sslmode verify-full")]
    public void What_cannot_be_understood_is_refused_and_said(string text, string said)
    {
        var problem = Refusal.Of(() => DatabaseTarget.FromUrl(text));
        Assert.StartsWith("The database URL: ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    public static TheoryData<string> RefusedParameters =>
        [.. LibpqParameters.All.Where(one => one.Use == ParameterUse.Refused).Select(one => one.Keyword)];

    [Theory]
    [MemberData(nameof(RefusedParameters))]
    public void A_parameter_that_only_one_side_could_honour_is_refused_by_name(string keyword)
    {
        var problem = Refusal.Of(() => DatabaseTarget.FromUrl($"postgres://u@h/d?{keyword}=hidden"));
        Assert.StartsWith($"The database URL: {keyword} cannot be used: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_a_URL_is_told_at_once() =>
        Assert.Equal(4, Refusal.AllOf(() => DatabaseTarget.FromUrl("postgres://u@h/d?a1=1&b2=2&sslmode=x&service=y")).Count);
}
