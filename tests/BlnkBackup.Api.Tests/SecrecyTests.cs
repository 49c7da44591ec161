using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Failures;

namespace BlnkBackup.Api.Tests;

/// <summary>Neither the API's key nor what an exception has inside comes back in any answer.</summary>
public sealed class SecrecyTests
{
    private const string Password = "hunter2-of-the-ledger";

    private static readonly Exception Cause =
        new InvalidOperationException($"Host=db.example;Username=ledger;Password={Password};Database=blnk");

    public static TheoryData<string> Endings =>
        ["success", "unexpected", "cancelled", .. Enum.GetNames<FailureKind>()];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task No_answer_holds_the_key_or_a_password(string ending)
    {
        var failing = new FailingBackup(FailureOf(ending));
        await using var api = ending == "success"
            ? await ApiHost.StartAsync()
            : await ApiHost.StartAsync(failing.Run, failing.List);

        foreach (var path in (string[])["/backup-s3", "/backups", "/health", "/openapi.json", "/nowhere"])
        {
            AssertSilent(await api.GetAsync(path));
            AssertSilent(await api.SendAsync(HttpMethod.Get, path));
            AssertSilent(await api.SendAsync(HttpMethod.Post, path));
            AssertSilent(await api.GetAsync(path, Header.Authorization($"Bearer {ApiHost.Key}{Password}")));
        }
    }

    [Fact]
    public async Task The_log_does_not_hold_the_key_that_was_shown()
    {
        await using var api = await ApiHost.StartAsync();
        await api.GetAsync("/backup-s3");
        await api.GetAsync("/backup-s3", Header.Authorization($"Bearer {ApiHost.Key}x"));
        Assert.NotEmpty(api.Log.Lines);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(ApiHost.Key, StringComparison.Ordinal));
    }

    private static Exception FailureOf(string ending) => ending switch
    {
        "cancelled" => new OperationCanceledException(Cause.Message, Cause),
        _ when Enum.TryParse<FailureKind>(ending, out var kind) => new BackupException(kind, "It failed.", "Run again.", Cause),
        _ => Cause,
    };

    private static void AssertSilent(Answer answer)
    {
        var everything = answer.Text + string.Concat(answer.Headers.Select(header => header.ToString()));
        Assert.DoesNotContain(ApiHost.Key, everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Password, everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("db.example", everything, StringComparison.OrdinalIgnoreCase);
    }
}
