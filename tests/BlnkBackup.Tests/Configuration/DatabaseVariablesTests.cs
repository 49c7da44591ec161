using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class DatabaseVariablesTests
{
    [Fact]
    public void DATABASE_URL_comes_before_Blnks_own_name()
    {
        var given = new GivenVariables { ["BLNK_DATA_SOURCE_DNS"] = "postgres://u@blnk/d" };
        Assert.Equal("blnk", DatabaseTarget.Read(given.Lookup).Host);
        Assert.Equal("documented", DatabaseTarget.Read(given.With("DATABASE_URL", "postgres://u@documented/d").Lookup).Host);
        Assert.Equal("blnk", DatabaseTarget.Read(given.With("DATABASE_URL", "").Lookup).Host);
        Assert.Equal("blnk", DatabaseTarget.Read(given.With("DATABASE_URL", " \n").Lookup).Host);
    }

    [Fact]
    public void The_PG_variables_do_where_there_is_no_URL()
    {
        var target = DatabaseTarget.Read(new GivenVariables
        {
            ["PGHOST"] = "h",
            ["PGPORT"] = "6432",
            ["PGDATABASE"] = "d",
            ["PGUSER"] = "u",
            ["PGPASSWORD"] = " blanks count ",
        }.Lookup);
        Assert.Equal(("h", "6432", "d", "u", " blanks count "), (target.Host, target.Port, target.Database, target.User, target.Password));
        Assert.Equal("10.0.0.1", DatabaseTarget.Read(new GivenVariables { ["PGHOSTADDR"] = "10.0.0.1" }.Lookup).Host);
    }

    [Fact]
    public void The_PG_variables_fill_in_what_a_URL_leaves_out()
    {
        var given = new GivenVariables
        {
            ["DATABASE_URL"] = "postgres://h?sslmode=require",
            ["PGHOST"] = "not-this",
            ["PGSSLMODE"] = "disable",
            ["PGUSER"] = "u",
            ["PGPASSWORD"] = "p",
            ["PGPORT"] = "7",
        };
        var target = DatabaseTarget.Read(given.Lookup);
        Assert.Equal("host='h' port='7' dbname='u' user='u' sslmode='require'", target.ToLibpq());
        Assert.Equal("p", target.Password);
        Assert.Equal(target.ToLibpq(), DatabaseTarget.FromUrl("postgres://h?sslmode=require", given.Lookup).ToLibpq());
        Assert.Equal("5432", DatabaseTarget.FromUrl("postgres://u@h").Port);
    }

    public static TheoryData<string, string, string> UsableVariables => new()
    {
        { "PGPASSFILE", "passfile", "/pass" },
        { "PGCHANNELBINDING", "channel_binding", "require" },
        { "PGCONNECT_TIMEOUT", "connect_timeout", "9" },
        { "PGOPTIONS", "options", "-c a=b" },
        { "PGAPPNAME", "application_name", "nightly" },
        { "PGSSLMODE", "sslmode", "require" },
        { "PGSSLNEGOTIATION", "sslnegotiation", "postgres" },
        { "PGSSLCERT", "sslcert", "/c" },
        { "PGSSLKEY", "sslkey", "/k" },
        { "PGSSLROOTCERT", "sslrootcert", "/r" },
        { "PGREQUIREAUTH", "require_auth", "scram-sha-256" },
        { "PGGSSENCMODE", "gssencmode", "disable" },
        { "PGKRBSRVNAME", "krbsrvname", "pg" },
        { "PGTARGETSESSIONATTRS", "target_session_attrs", "primary" },
        { "PGLOADBALANCEHOSTS", "load_balance_hosts", "random" },
        { "PGSSLCOMPRESSION", "sslcompression", "0" },
        { "PGSSLSNI", "sslsni", "0" },
        { "PGGSSLIB", "gsslib", "gssapi" },
        { "PGGSSDELEGATION", "gssdelegation", "0" },
        { "PGMINPROTOCOLVERSION", "min_protocol_version", "3.0" },
        { "PGMAXPROTOCOLVERSION", "max_protocol_version", "3.2" },
    };

    [Theory]
    [MemberData(nameof(UsableVariables))]
    public void A_PG_variable_reaches_libpq_as_its_parameter(string variable, string keyword, string value)
    {
        var target = DatabaseTarget.Read(new GivenVariables { ["PGHOST"] = "h", [variable] = value }.Lookup);
        Assert.Equal(value, target.Parameters[keyword]);
        Assert.Contains($" {keyword}='{value}'", target.ToLibpq(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_PG_variables_are_tried_here() => Assert.Equal(
        ConfigurationVariables.Postgres.Select(one => one.Name).Order(),
        UsableVariables.Select(row => (string)row[0]).Concat(["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD"]).Order());

    public static TheoryData<string> RefusedVariables =>
        [.. LibpqParameters.All.Where(one => one is { Use: ParameterUse.Refused, Variable: not null }).Select(one => one.Variable!)];

    [Theory]
    [MemberData(nameof(RefusedVariables))]
    public void A_PG_variable_that_cannot_be_honoured_is_refused_by_name(string variable) => Assert.StartsWith(
        $"{variable}: ",
        Refusal.Of(() => DatabaseTarget.Read(new GivenVariables { ["PGHOST"] = "h", [variable] = "x" }.Lookup)),
        StringComparison.Ordinal);

    [Fact]
    public void The_encoding_is_not_the_callers_to_choose() =>
        Assert.Empty(DatabaseTarget.Read(new GivenVariables { ["PGHOST"] = "h", ["PGCLIENTENCODING"] = "LATIN1" }.Lookup).Parameters);

    [Theory]
    [InlineData("PGPORT", "x", "PGPORT: port must be a number")]
    [InlineData("PGSSLMODE", "on", "PGSSLMODE: sslmode must be one of")]
    [InlineData("PGCONNECT_TIMEOUT", "soon", "PGCONNECT_TIMEOUT: connect_timeout must be a whole number")]
    [InlineData("PGHOST", ",", "PGHOST: names a host that is empty")]
    [InlineData("PGHOSTADDR", "::1,::1", "PGHOSTADDR: hostaddr and host do not list equally many")]
    [InlineData("PGSSLNEGOTIATION", "direct", "PGSSLNEGOTIATION: sslnegotiation is direct")]
    [InlineData("DATABASE_URL", "postgres://", "")]
    [InlineData("DATABASE_URL", "postgres://:x/d", "DATABASE_URL: has a port that is not a number")]
    [InlineData("BLNK_DATA_SOURCE_DNS", "nonsense", "BLNK_DATA_SOURCE_DNS: is neither a postgres:// URL nor key=value pairs")]
    [InlineData("PGSSLMODE", "verify-full", "PGSSLMODE: sslmode verifies the server's certificate, but nothing says which ones to trust")]
    public void A_problem_is_put_to_the_variable_that_made_it(string variable, string value, string start)
    {
        var given = new GivenVariables { ["PGHOST"] = "h" }.With(variable, value);
        if (start.Length == 0)
            Assert.Equal("h", DatabaseTarget.Read(given.Lookup).Host);
        else
            Assert.StartsWith(start, Refusal.Of(() => DatabaseTarget.Read(given.Lookup)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOME", "/home/ledger")]
    [InlineData("PGSSLROOTCERT", "/ca.pem")]
    [InlineData("PGSSLROOTCERT", "system")]
    public void Verification_needs_something_to_trust(string variable, string value) => Assert.Equal(
        "verify-full",
        DatabaseTarget.Read(new GivenVariables { ["PGHOST"] = "h", ["PGSSLMODE"] = "verify-full", [variable] = value }.Lookup).Parameters["sslmode"]);

    [Fact]
    public void No_database_at_all_is_one_problem_that_says_what_to_set()
    {
        var problem = Refusal.Of(() => DatabaseTarget.Read(new GivenVariables().Lookup));
        Assert.StartsWith("DATABASE_URL: is not set; set it to postgres://", problem, StringComparison.Ordinal);
        Assert.Contains("BLNK_DATA_SOURCE_DNS", problem, StringComparison.Ordinal);
        Assert.Contains("PGHOST", problem, StringComparison.Ordinal);
    }
}
