using System.Text;
using System.Text.Json;
using BlnkBackup.EmbeddedS3;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Tests.Notifications.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Whatever becomes of a run is told once everywhere: in the log, by metrics, to the webhook; and no secret with it.</summary>
public sealed class ReportScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    // No letter of these is escaped in JSON, and all that a URL has to escape is.
    private const string Password = "Zq7/of the:ledger%wX9";
    private const string SecretAccessKey = "Kp4/of the:bucket%vT8";
    private const string ApiKey = "Hn3/of-the-service:rM6";
    private const string Wrong = "Wr0ng/and the:same%yB5";

    private static readonly string[] Secrets = [Password, SecretAccessKey, ApiKey, Wrong, WebhookServer.Path[1..]];

    [Fact]
    public async Task A_success()
    {
        var told = await TellAsync(200, "succeeded", _ => { });
        Assert.Equal(1, told.Metrics[0].Values["BackupSucceeded"]);
        Assert.Equal(10, told.Summaries[0].GetProperty("Rows").GetInt64());
        var notice = JsonDocument.Parse(told.Notices[0]).RootElement.GetProperty("blnk_backup");
        Assert.Equal(told.Summaries[0].GetProperty("Key").GetString(), notice.GetProperty("key").GetString());
    }

    [Fact]
    public Task A_wrong_password() => FailsAsync(
        500, "DumpFailed", given => given["DATABASE_URL"] = given["DATABASE_URL"].Replace(Uri.EscapeDataString(Password), Uri.EscapeDataString(Wrong), StringComparison.Ordinal));

    [Fact]
    public Task A_wrong_secret_of_the_store() => FailsAsync(400, "CredentialsInvalid", given => given["AWS_SECRET_ACCESS_KEY"] = Wrong);

    [Fact]
    public async Task A_pg_dump_that_fails()
    {
        var folder = Directory.CreateTempSubdirectory("blnk-backup-failing-").FullName;
        try
        {
            var script = Path.Combine(folder, $"{(await servers.NewestAsync()).Installation.Major}", "pg_dump");
            await Shell.RunAsync("sh", ["-c", "mkdir -p \"$(dirname \"$0\")\" && printf '#!/bin/sh\\necho it broke, said \"$*\" >&2\\nexit 1\\n' >\"$0\" && chmod +x \"$0\"", script]);
            var told = await FailsAsync(500, "DumpFailed", given => given["PG_BIN_DIR"] = folder);
            Assert.Contains("it broke", told.Answer, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_webhook_that_refuses_does_not_fail_a_backup()
    {
        var told = await TellAsync(200, "succeeded", _ => { }, webhookStatus: 404);
        Assert.Contains("A notice could not be sent to http://127.0.0.1:", told.Errors, StringComparison.Ordinal);
    }

    private async Task<ToldRun> FailsAsync(int status, string kind, Action<Dictionary<string, string>> change)
    {
        var told = await TellAsync(status, "failed", change);
        Assert.Equal(1, told.Metrics[0].Values["BackupFailed"]);
        Assert.Equal(kind, told.Metrics[0].Root.GetProperty("Kind").GetString());
        Assert.Equal(kind, told.Summaries[0].GetProperty("Kind").GetString());
        Assert.Contains($"\"severity\":\"failure\"", told.Notices[0], StringComparison.Ordinal);
        return told;
    }

    private async Task<ToldRun> TellAsync(int status, string outcome, Action<Dictionary<string, string>> change, int webhookStatus = 200)
    {
        await using var store = await EmbeddedStore.StartAsync(new EmbeddedS3Options { SecretAccessKey = SecretAccessKey });
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var given = await EnvironmentOfAsync(scenario);
        change(given);
        await using var webhook = await WebhookServer.StartAsync(WebhookServer.Status(webhookStatus));

        var told = await ToldRun.OfAsync(given, webhook);

        Assert.Equal(status, told.Status);
        Assert.Equal(outcome, Assert.Single(told.Summaries).GetProperty("Outcome").GetString());
        Assert.Single(told.Metrics);
        Assert.Single(told.Notices);
        Assert.All(
            from text in told.Everything from secret in Secrets from form in Forms(secret) select (text, form),
            one => Assert.DoesNotContain(one.form, one.text, StringComparison.OrdinalIgnoreCase));
        return told;
    }

    private static async Task<Dictionary<string, string>> EnvironmentOfAsync(Scenario scenario)
    {
        var postgres = scenario.Postgres;
        var reader = $"reader_{Guid.NewGuid():N}";
        await postgres.ExecuteAsync(scenario.Database, $"CREATE ROLE {reader} LOGIN PASSWORD '{Password}' IN ROLE pg_read_all_data");
        await postgres.ExecuteAsync(scenario.Database, "CREATE TABLE entries AS SELECT generate_series(1, 10) AS a");
        var given = CommandLine.EnvironmentOf(scenario);
        given["DATABASE_URL"] = $"postgres://{reader}:{Uri.EscapeDataString(Password)}@{postgres.Host}:{postgres.Port}/{scenario.Database}";
        given["BLNK_BACKUP_API_KEY"] = ApiKey;
        return given;
    }

    private static IEnumerable<string> Forms(string secret) =>
        [secret, Uri.EscapeDataString(secret), secret.Replace(' ', '+'), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')[..^1]];
}
