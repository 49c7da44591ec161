using System.Net;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Configuration;

namespace BlnkBackup.Api.Tests;

public sealed class AuthenticationTests
{
    private const string Key = ApiHost.Key;
    private const string Missing = "AUTH_MISSING_API_KEY";
    private const string Invalid = "AUTH_INVALID_API_KEY";

    public static TheoryData<string, string> Shown => new()
    {
        { "X-Blnk-Key", Key },
        { "x-blnk-key", Key },
        { "Authorization", $"Bearer {Key}" },
        { "Authorization", $"bearer {Key}" },
        { "Authorization", $"BEARER {Key}" },
        { "authorization", $"bEaReR   {Key}" },
    };

    public static TheoryData<string, string> NotShown => new()
    {
        { "Authorization", "Bearer" },
        { "Authorization", "Bearer " },
        { "Authorization", $"Basic {Key}" },
        { "Authorization", $"Bearer{Key}" },
        { "Authorization", Key },
        { "X-Blnk-Key", "" },
        { "X-Api-Key", Key },
        { "Cookie", $"X-Blnk-Key={Key}" },
    };

    public static TheoryData<string> Wrong =>
    [
        "x", Key[..^1], Key + "x", "x" + Key, Key.ToUpperInvariant(), Key.ToLowerInvariant(), Key + Key, $"Bearer {Key}", $"{Key},{Key}", "*",
    ];

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task The_key_opens_in_either_header_and_in_any_case_of_the_scheme(string name, string value)
    {
        await using var api = await ApiHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/backup-s3", new Header(name, value))).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/backups", new Header(name, value))).Status);
    }

    [Theory]
    [InlineData("/backup-s3")]
    [InlineData("/backups")]
    [InlineData($"/backups?X-Blnk-Key={Key}&api_key={Key}")]
    public async Task Without_a_key_nothing_is_done(string path)
    {
        await using var api = await ApiHost.StartAsync(Refused.Run, Refused.List);
        AssertRefused(Missing, await api.SendAsync(HttpMethod.Get, path));
    }

    [Theory]
    [MemberData(nameof(NotShown))]
    public async Task What_shows_no_key_is_a_missing_key(string name, string value)
    {
        await using var api = await ApiHost.StartAsync(Refused.Run, Refused.List);
        AssertRefused(Missing, await api.GetAsync("/backup-s3", new Header(name, value)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Whatever_is_not_the_very_key_is_a_wrong_one(string shown)
    {
        await using var api = await ApiHost.StartAsync(Refused.Run, Refused.List);
        AssertRefused(Invalid, await api.GetAsync("/backup-s3", Header.BlnkKey(shown)));
        AssertRefused(Invalid, await api.GetAsync("/backups", Header.Authorization($"Bearer {shown}")));
    }

    [Fact]
    public async Task Both_headers_may_show_the_key()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.GetAsync("/backup-s3", Header.BlnkKey(Key), Header.Authorization($"Bearer {Key}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Of_both_headers_Blnks_own_counts()
    {
        await using var api = await ApiHost.StartAsync();
        var right = await api.GetAsync("/backup-s3", Header.BlnkKey(Key), Header.Authorization("Bearer wrong"));
        var wrong = await api.GetAsync("/backup-s3", Header.BlnkKey("wrong"), Header.Authorization($"Bearer {Key}"));
        Assert.Equal(HttpStatusCode.OK, right.Status);
        AssertRefused(Invalid, wrong);
    }

    [Fact]
    public async Task Another_services_authorization_is_no_hindrance_beside_Blnks_own_header()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.GetAsync("/backup-s3", Header.Authorization("Basic dXNlcjpwYXNz"), Header.BlnkKey(Key));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_header_line_sent_once_opens()
    {
        await using var api = await ApiHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await api.SendLinesAsync("/backup-s3", $"X-Blnk-Key: {Key}")).Status);
    }

    [Fact]
    public async Task A_header_sent_twice_opens_nothing()
    {
        await using var api = await ApiHost.StartAsync(Refused.Run);
        AssertRefused(Missing, await api.SendLinesAsync("/backup-s3", $"X-Blnk-Key: {Key}", "X-Blnk-Key: wrong"));
        AssertRefused(Missing, await api.SendLinesAsync("/backup-s3", $"Authorization: Bearer {Key}", $"Authorization: Bearer {Key}"));
    }

    [Fact]
    public async Task A_key_outside_ASCII_never_matches_and_never_breaks()
    {
        await using var api = await ApiHost.StartAsync(Refused.Run, key: "schlüssel-der-prüfung");
        AssertRefused(Invalid, await api.GetAsync("/backup-s3", Header.BlnkKey("schluessel-der-pruefung")));
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_opens_nothing_and_the_answer_says_why()
    {
        await using var api = await ApiHost.StartAsync(_ => throw new ConfigurationException(["BLNK_BACKUP_API_KEY: is not set."]), Refused.Run, Refused.List);
        var answer = await api.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("BACKUP_CONFIGURATION_INVALID", answer.At("error_detail", "code"));
        Assert.Contains("BLNK_BACKUP_API_KEY: is not set.", answer.At("error_detail", "message"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health")).Status);
    }

    private static readonly FailingBackup Refused = new(new InvalidOperationException("A refused request must not get this far."));

    private static void AssertRefused(string code, Answer answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(code, answer.At("error", "code"));
        Assert.Equal(code, answer.At("error_detail", "code"));
        Assert.Contains("X-Blnk-Key", answer.At("error", "details", "remedy"), StringComparison.Ordinal);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }
}
