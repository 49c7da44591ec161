using Amazon.Runtime;
using BlnkBackup.Configuration;
using BlnkBackup.Logins;

namespace BlnkBackup.Tests.Logins;

public sealed class IamTokenTests
{
    private static readonly DatabaseHost Host = new("prod-instance.us-east-1.rds.amazonaws.com", null, 3306);
    private static readonly DateTimeOffset Time = new(2016, 11, 7, 17, 39, 33, TimeSpan.Zero);

    /// <summary>botocore, tests/unit/test_signers.py, TestGenerateDBAuthToken; it has the parameters in another order.</summary>
    [Fact]
    public void It_is_the_token_that_the_AWS_tools_make() => Assert.Equal(
        "prod-instance.us-east-1.rds.amazonaws.com:3306/?Action=connect&DBUser=someusername&X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=akid%2F20161107%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20161107T173933Z&X-Amz-Expires=900"
        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=d1138cdbc0ca63eec012ec0fc6c2267e03642168f5884a7795320d4c18374c61",
        IamToken.Of(Host, "someusername", "us-east-1", new ImmutableCredentials("akid", "skid", null), Time));

    [Fact]
    public void Temporary_credentials_and_odd_names_are_encoded_and_signed()
    {
        var token = IamToken.Of(Host, "the ledger's/user", "us-east-1", new ImmutableCredentials("akid", "skid", "a+b/c="), Time);
        Assert.Contains("&DBUser=the%20ledger%27s%2Fuser&", token, StringComparison.Ordinal);
        Assert.Contains("&X-Amz-Security-Token=a%2Bb%2Fc%3D&X-Amz-SignedHeaders=host&X-Amz-Signature=", token, StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_key_is_not_in_it() => Assert.DoesNotContain(
        "skid", IamToken.Of(Host, "someusername", "us-east-1", new ImmutableCredentials("akid", "skid", null), Time), StringComparison.Ordinal);
}
