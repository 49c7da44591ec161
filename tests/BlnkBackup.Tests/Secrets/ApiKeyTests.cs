using BlnkBackup.Configuration;
using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Secrets;

public class ApiKeyTests
{
    [Fact]
    public void The_documented_name_comes_before_Blnks_own()
    {
        var given = new GivenVariables { ["BLNK_SERVER_SECRET_KEY"] = "of blnk" };
        Assert.True(ApiKey.Read(given.Lookup)!.Matches("of blnk"));
        Assert.True(ApiKey.Read(given.With("BLNK_BACKUP_API_KEY", "of the backup\n").Lookup)!.Matches("of the backup"));
        Assert.True(ApiKey.Read(given.With("BLNK_BACKUP_API_KEY", "").Lookup)!.Matches("of blnk"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void No_key_is_none(string value)
    {
        Assert.Null(ApiKey.Read(new GivenVariables().Lookup));
        Assert.Null(ApiKey.Read(new GivenVariables { ["BLNK_BACKUP_API_KEY"] = value, ["BLNK_SERVER_SECRET_KEY"] = value }.Lookup));
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("Right", false)]
    [InlineData("righ", false)]
    [InlineData("rightt", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_very_key_matches(string? shown, bool matches) =>
        Assert.Equal(matches, ApiKey.Read(new GivenVariables { ["BLNK_BACKUP_API_KEY"] = "right" }.Lookup)!.Matches(shown));

    [Theory]
    [InlineData("of the secret\n")]
    [InlineData("""{"api_key":"of the secret"}""")]
    public async Task A_secret_holds_the_key_as_text_or_as_a_field(string secret)
    {
        var given = new GivenVariables { ["BLNK_BACKUP_API_KEY_SECRET_ARN"] = "arn", ["BLNK_SERVER_SECRET_KEY"] = "of blnk" };
        var key = await ApiKey.ReadAsync(given.Lookup, new GivenSecrets { ["arn"] = secret }, CancellationToken.None);
        Assert.True(key.Matches("of the secret"));
        Assert.False(key.Matches("of blnk"));
    }

    [Fact]
    public async Task Without_a_secret_the_key_is_read_as_ever() => Assert.True(
        (await ApiKey.ReadAsync(new GivenVariables { ["BLNK_SERVER_SECRET_KEY"] = "of blnk" }.Lookup, new GivenSecrets(), CancellationToken.None)).Matches("of blnk"));

    [Theory]
    [InlineData("", "holds no key")]
    [InlineData("""{"key":"of the secret"}""", "holds no key")]
    [InlineData("""{"api_key":["of the secret"]}""", "holds no key")]
    [InlineData("{of the secret", "holds no key")]
    public async Task A_secret_without_a_key_is_refused(string secret, string said)
    {
        var given = new GivenVariables { ["BLNK_BACKUP_API_KEY_SECRET_ARN"] = "arn" };
        var problem = await RefusalOf(given, new GivenSecrets { ["arn"] = secret });
        Assert.Contains(said, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("of the secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_are_one_too_many() => Assert.Contains(
        "unset one of them",
        await RefusalOf(new GivenVariables { ["BLNK_BACKUP_API_KEY_SECRET_ARN"] = "arn", ["BLNK_BACKUP_API_KEY"] = "key" }, new GivenSecrets()),
        StringComparison.Ordinal);

    [Fact]
    public async Task No_key_at_all_is_refused() =>
        Assert.StartsWith("BLNK_BACKUP_API_KEY: is not set", await RefusalOf(new GivenVariables(), new GivenSecrets()), StringComparison.Ordinal);

    static async Task<string> RefusalOf(GivenVariables given, GivenSecrets secrets) => Assert.Single(
        (await Assert.ThrowsAsync<ConfigurationException>(() => ApiKey.ReadAsync(given.Lookup, secrets, CancellationToken.None))).Problems);

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void A_short_key_is_usable_and_deserves_a_warning(int length, bool isShort) =>
        Assert.Equal(isShort, ApiKey.Read(new GivenVariables { ["BLNK_BACKUP_API_KEY"] = new string('k', length) }.Lookup)!.IsShort);
}
