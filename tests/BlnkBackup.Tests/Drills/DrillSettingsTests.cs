using BlnkBackup.Configuration;
using BlnkBackup.Drills;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Drills;

public sealed class DrillSettingsTests
{
    private readonly GivenVariables variables = new()
    {
        ["S3_BACKUP_BUCKET"] = "ledger-backups",
        ["AWS_REGION"] = "eu-central-1",
        ["PGHOST"] = "the-ledgers-own-host",
        ["PGDATABASE"] = "blnk",
        ["PGPASSWORD"] = "of the ledger's own user",
    };

    private readonly GivenSecrets secrets = new();

    [Fact]
    public async Task With_no_server_given_there_is_none_whatever_the_ledgers_own_is() => Assert.Null((await ReadAsync()).Server);

    [Fact]
    public async Task A_url_stands_for_itself_and_connects_to_postgres()
    {
        variables["DRILL_DATABASE_URL"] = "postgres://driller@scratch";
        var server = (await ReadAsync()).Server!;
        Assert.Equal(("scratch", "postgres", "driller", null), (server.Host, server.Database, server.User, server.Password));
    }

    [Fact]
    public async Task The_command_lines_url_goes_before_the_environments()
    {
        variables["DRILL_DATABASE_URL"] = "postgres://driller@scratch";
        Assert.Equal("other", (await ReadAsync("postgres://driller@other/db")).Server!.Host);
    }

    [Fact]
    public async Task A_secret_fills_in_what_the_url_leaves_out()
    {
        variables["DRILL_DATABASE_URL"] = "postgres://scratch:6000";
        variables["DRILL_DATABASE_SECRET_ARN"] = "arn";
        secrets["arn"] = """{"username":"driller","password":"p"}""";
        var server = (await ReadAsync()).Server!;
        Assert.Equal(("scratch", "6000", "postgres", "driller", "p"), (server.Host, server.Port, server.Database, server.User, server.Password));
    }

    [Fact]
    public async Task A_secret_may_say_all_of_it()
    {
        variables["DRILL_DATABASE_SECRET_ARN"] = "arn";
        secrets["arn"] = """{"engine":"postgres","host":"scratch","port":5433,"username":"driller","password":"p","dbname":"maintenance"}""";
        var server = (await ReadAsync()).Server!;
        Assert.Equal(("scratch", "5433", "maintenance", "driller", "p"), (server.Host, server.Port, server.Database, server.User, server.Password));
    }

    [Theory]
    [InlineData("", """{"username":"driller","password":"p"}""", "DRILL_DATABASE_URL: names no host; give one")]
    [InlineData("postgres://somebody@scratch", """{"username":"driller","password":"p"}""", "DRILL_DATABASE_SECRET_ARN: DRILL_DATABASE_URL or PGUSER gives another username than its secret")]
    [InlineData("postgres://scratch", "p", "DRILL_DATABASE_SECRET_ARN: its secret is not JSON")]
    [InlineData("scratch", """{"username":"driller","password":"p"}""", "DRILL_DATABASE_URL: is neither a postgres:// URL nor key=value pairs")]
    public async Task What_is_wrong_is_told_by_the_variables_own_name(string url, string secret, string told)
    {
        variables["DRILL_DATABASE_URL"] = url;
        variables["DRILL_DATABASE_SECRET_ARN"] = "arn";
        secrets["arn"] = secret;
        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() => ReadAsync());
        Assert.StartsWith(told, Assert.Single(wrong.Problems), StringComparison.Ordinal);
    }

    private Task<DrillSettings> ReadAsync(string? to = null) => DrillSettings.ReadAsync(variables.Lookup, secrets, to, CancellationToken.None);
}
