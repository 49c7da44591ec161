using System.Net;
using System.Text.RegularExpressions;
using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class ServeTests
{
    private const string FreePort = "http://127.0.0.1:0";

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_service_says_where_it_listens_answers_and_ends_well_when_told_to(string signal)
    {
        await using var program = RunningProgram.Start(GivenEnvironment.Enough, "serve", "--urls", FreePort);
        using var client = await ClientAsync(program);
        Assert.Equal("""{"status":"UP"}""", await client.GetStringAsync("/health"));
        Assert.Contains("/backup-s3", await client.GetStringAsync("/openapi.json"), StringComparison.Ordinal);

        await program.SignalAsync(signal);
        var end = await program.EndAsync();
        end.AssertDone();
        Assert.Matches(@"^listening on http://127\.0\.0\.1:\d+\n$", end.Output);
        Assert.DoesNotContain("fail:", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_a_key_does_not_start()
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.WithDatabaseAt(1), "serve", "--urls", FreePort);
        end.AssertFailed(3);
        Assert.Contains("- BLNK_BACKUP_API_KEY: is not set", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blnks_own_name_of_the_key_does_as_well()
    {
        var environment = GivenEnvironment.WithDatabaseAt(1).With("BLNK_SERVER_SECRET_KEY", "a key of Blnk itself");
        await using var program = RunningProgram.Start(environment, "serve", "--urls", FreePort);
        using var client = await ClientAsync(program);
        client.DefaultRequestHeaders.Add("X-Blnk-Key", "a key of Blnk itself");
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await client.GetAsync("/backup-s3")).StatusCode);
    }

    [Theory]
    [InlineData("short", true)]
    [InlineData(GivenEnvironment.Key, false)]
    public async Task A_short_key_is_warned_of_and_not_printed(string key, bool warned)
    {
        await using var program = RunningProgram.Start(GivenEnvironment.Enough.With("BLNK_BACKUP_API_KEY", key), "serve", "--urls", FreePort);
        await program.ReadLineAsync();
        await program.SignalAsync("TERM");
        var end = await program.EndAsync();
        Assert.Equal(warned, end.Errors.Contains("API key has fewer than 16 characters", StringComparison.Ordinal));
        Assert.DoesNotContain(key, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_backup_is_answered_and_logged_without_a_secret()
    {
        await using var program = RunningProgram.Start(GivenEnvironment.Enough, "serve", "--urls", FreePort);
        using var client = await ClientAsync(program);
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {GivenEnvironment.Key}");
        using var response = await client.GetAsync("/backup-s3");
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("DumpFailed", body, StringComparison.Ordinal);

        await program.SignalAsync("TERM");
        var everything = body + await program.EndAsync();
        Assert.Contains("Could not work with database blnk at 127.0.0.1:1 as ledger", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Password, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.SecretAccessKey, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Key, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_told_to_end_during_a_run_cancels_it_answers_its_caller_and_ends_well()
    {
        using var database = new HeldDatabase();
        var environment = GivenEnvironment.WithDatabaseAt(database.Port).With("BLNK_BACKUP_API_KEY", GivenEnvironment.Key);
        await using var program = RunningProgram.Start(environment, "serve", "--urls", FreePort);
        using var client = await ClientAsync(program);
        client.DefaultRequestHeaders.Add("X-Blnk-Key", GivenEnvironment.Key);
        var running = client.GetAsync("/backup-s3");
        await database.Asked;

        await program.SignalAsync("TERM");
        using var response = await running;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        (await program.EndAsync()).AssertDone();
    }

    [Fact]
    public async Task An_address_that_is_taken_is_a_setting_to_change_and_no_stack_of_calls()
    {
        using var taken = new HeldDatabase();
        var end = await RunningProgram.RunAsync(GivenEnvironment.Enough, "serve", "--urls", $"http://127.0.0.1:{taken.Port}");
        end.AssertFailed(3);
        Assert.Contains($"- --urls: cannot listen on http://127.0.0.1:{taken.Port}: ", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:0/base")]
    [InlineData("https://127.0.0.1:0")]
    public async Task What_is_no_address_to_listen_on_is_told(string urls)
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.Enough, "serve", "--urls", urls);
        end.AssertFailed(3);
        Assert.Contains($"- --urls: cannot listen on {urls}: ", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> ClientAsync(RunningProgram program)
    {
        var line = await program.ReadLineAsync();
        var address = Regex.Match(line ?? "", "^listening on (http://127\\.0\\.0\\.1:[1-9][0-9]*)$");
        Assert.True(address.Success, $"'{line}' does not say where it listens.");
        return new HttpClient { BaseAddress = new Uri(address.Groups[1].Value) };
    }
}
