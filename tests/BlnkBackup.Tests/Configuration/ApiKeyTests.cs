using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

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
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void A_short_key_is_usable_and_deserves_a_warning(int length, bool isShort) =>
        Assert.Equal(isShort, ApiKey.Read(new GivenVariables { ["BLNK_BACKUP_API_KEY"] = new string('k', length) }.Lookup)!.IsShort);
}
