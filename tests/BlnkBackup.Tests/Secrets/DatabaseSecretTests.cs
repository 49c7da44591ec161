using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Secrets;

public class DatabaseSecretTests
{
    private const string ManagedByRds = """{"username":"ledger","password":"p@ss:w/rd"}""";
    private const string Full = """
        {"engine":"postgres","host":"db.example","username":"ledger","password":"p@ss:w/rd","dbname":"blnk","port":6432,
         "dbInstanceIdentifier":"ledger-1","masterarn":null}
        """;

    [Fact]
    public void A_secret_managed_by_RDS_fills_in_user_and_password() =>
        Assert.Equal(
            ("ledger", "p@ss:w/rd", "db.example", "5433", "blnk"), Facts(ManagedByRds, Store.With("DATABASE_URL", "postgres://db.example:5433/blnk")));

    [Fact]
    public void The_rest_may_come_from_libpqs_variables() =>
        Assert.Equal(
            ("ledger", "p@ss:w/rd", "h", "5432", "d"), Facts(ManagedByRds, Store.With("PGHOST", "h").With("PGDATABASE", "d")));

    [Fact]
    public void A_full_secret_is_enough() => Assert.Equal(("ledger", "p@ss:w/rd", "db.example", "6432", "blnk"), Facts(Full, Store));

    [Fact]
    public void A_port_may_be_text() => Assert.Equal(
        ("ledger", "p@ss:w/rd", "db.example", "6432", "blnk"), Facts(Full.Replace("6432", "\"6432\"", StringComparison.Ordinal), Store));

    [Fact]
    public void A_URL_may_say_the_same_and_more()
    {
        var database = DatabaseSecret.Parse(Full)
            .Configure(Store.With("DATABASE_URL", "postgres://ledger@db.example:6432/blnk?sslmode=require").Lookup).Database;
        Assert.Equal("require", database.Parameters["sslmode"]);
    }

    [Theory]
    [InlineData("postgres://other@db.example:6432/blnk", "PGUSER gives another username")]
    [InlineData("postgres://ledger:other@db.example:6432/blnk", "PGPASSWORD gives another password")]
    [InlineData("postgres://other:6432/blnk", "PGHOST gives another host")]
    [InlineData("postgres://db.example:1/blnk", "PGPORT gives another port")]
    [InlineData("postgres://db.example:6432/other", "PGDATABASE gives another dbname")]
    public void A_contradiction_is_told(string url, string said) => Assert.Contains(
        said, Refusal.Of(() => DatabaseSecret.Parse(Full).Configure(Store.With("DATABASE_URL", url).Lookup)), StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_contradicts_is_told_too() => Assert.Contains(
        "another username", Refusal.Of(() => DatabaseSecret.Parse(Full).Configure(Store.With("PGUSER", "other").Lookup)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("p@ss:w/rd", "not JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{}", "no password")]
    [InlineData("""{"username":"ledger","password":""}""", "no password")]
    [InlineData("""{"username":"ledger","password":["p@ss:w/rd"]}""", "password is neither text nor a number")]
    [InlineData("""{"engine":"mysql","username":"ledger","password":"p@ss:w/rd"}""", "not for PostgreSQL")]
    public void What_is_no_secret_of_a_database_is_refused(string secret, string said)
    {
        var problem = Refusal.Of(() => DatabaseSecret.Parse(secret).Configure(Store.With("PGHOST", "h").Lookup));
        Assert.StartsWith("DATABASE_SECRET_ARN: ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_secret_holds_is_checked_as_any_setting() => Assert.Equal(
        "PGPORT: port must be a number from 1 to 65535.",
        Refusal.Of(() => DatabaseSecret.Parse(Full.Replace("6432", "0", StringComparison.Ordinal)).Configure(Store.Lookup)));

    private static GivenVariables Store => GivenVariables.Enough.Without("DATABASE_URL");

    private static (string User, string? Password, string Host, string Port, string Name) Facts(string secret, GivenVariables given)
    {
        var database = DatabaseSecret.Parse(secret).Configure(given.Lookup).Database;
        return (database.User, database.Password, database.Host, database.Port, database.Database);
    }
}
