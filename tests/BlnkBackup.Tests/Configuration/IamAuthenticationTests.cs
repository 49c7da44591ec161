using BlnkBackup.Configuration;
using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class IamAuthenticationTests
{
    const string Url = "postgres://ledger@db.example/blnk?sslmode=verify-full&sslrootcert=/rds.pem";

    [Fact]
    public void It_is_off_unless_it_is_asked_for()
    {
        Assert.False(BackupConfiguration.Read(GivenVariables.Enough.Lookup).DatabaseIamAuth);
        Assert.False(BackupConfiguration.Read(GivenVariables.Enough.With("DATABASE_IAM_AUTH", "false").Lookup).DatabaseIamAuth);
        Assert.True(BackupConfiguration.Read(Asked(Url).Lookup).DatabaseIamAuth);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("verify-ca")]
    [InlineData("verify-full")]
    public void Every_mode_that_insists_on_TLS_will_do(string mode) =>
        Assert.True(BackupConfiguration.Read(Asked($"postgres://ledger@db.example/blnk?sslmode={mode}&sslrootcert=/rds.pem").Lookup).DatabaseIamAuth);

    [Theory]
    [InlineData("postgres://ledger@db.example/blnk", "TLS")]
    [InlineData("postgres://ledger@db.example/blnk?sslmode=prefer", "TLS")]
    [InlineData("postgres://ledger:secret@db.example/blnk?sslmode=require", "password")]
    [InlineData("postgres://ledger@one.example,two.example/blnk?sslmode=require", "one host")]
    [InlineData("postgres://ledger@db.example/blnk?sslmode=require&hostaddr=127.0.0.1", "hostaddr")]
    [InlineData("host=/run/postgresql user=ledger dbname=blnk sslmode=require", "one host")]
    public void What_does_not_go_with_it_is_refused(string url, string said)
    {
        var problem = Refusal.Of(() => BackupConfiguration.Read(Asked(url).Lookup));
        Assert.StartsWith("DATABASE_IAM_AUTH: ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_does_not_go_with_it() => Assert.Contains(
        "DATABASE_SECRET_ARN",
        Refusal.Of(() => DatabaseSecret.Parse("""{"username":"ledger","password":"secret"}""").Configure(Asked(Url).Lookup)),
        StringComparison.Ordinal);

    [Fact]
    public void A_region_must_be_set_to_sign_for() => Assert.Contains(
        "AWS_REGION",
        Refusal.Of(() => BackupConfiguration.Read(Asked(Url).Without("AWS_REGION").With("S3_ENDPOINT", "http://localhost:9000").Lookup)),
        StringComparison.Ordinal);

    static GivenVariables Asked(string url) => GivenVariables.Enough.With("DATABASE_URL", url).With("DATABASE_IAM_AUTH", "true");
}
