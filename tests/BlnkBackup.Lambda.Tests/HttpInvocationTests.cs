using System.Text.Json;
using BlnkBackup.Lambda.Tests.Support;

namespace BlnkBackup.Lambda.Tests;

/// <summary>The bootstrap behind API Gateway.</summary>
public sealed class HttpInvocationTests(LedgerServer server) : IClassFixture<LedgerServer>
{
    [Fact]
    public async Task A_backup_answers_200_once_it_lies_in_the_store_and_restores()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment);

        var (status, headers, body) = (await function.InvokeAsync(Events.GetWithKey("/backup-s3"))).Streamed();

        Assert.Equal((200, "\"backup successful\""), (status, body));
        Assert.Contains(headers.GetProperty("X-Backup-Key")[0].GetString(), backups.Keys());
        await backups.EnsureRestorableAsync();
    }

    [Fact]
    public async Task One_function_answers_call_after_call()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment);

        Assert.Equal(200, (await function.InvokeAsync(Events.Get("/health"))).Streamed().Status);
        Assert.Equal(200, (await function.InvokeAsync(Events.GetWithKey("/backup-s3"))).Streamed().Status);
        var listed = (await function.InvokeAsync(Events.GetWithKey("/backups"))).Streamed();

        Assert.Single(JsonDocument.Parse(listed.Body).RootElement.GetProperty("backups").EnumerateArray());
    }

    [Fact]
    public async Task Without_the_key_nothing_is_done()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.Environment);

        var answer = (await function.InvokeAsync(Events.Get("/backup-s3"))).Streamed();

        AssertError(401, "AUTH_MISSING_API_KEY", answer);
        await backups.EnsureNothingLeftAsync();
    }

    [Theory]
    [InlineData("S3_BACKUP_BUCKET")]
    [InlineData("BLNK_BACKUP_API_KEY")]
    public async Task A_missing_setting_is_the_answer_and_not_a_function_that_cannot_start(string setting)
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.With(setting, null));

        var answer = (await function.InvokeAsync(Events.GetWithKey("/backup-s3"))).Streamed();

        AssertError(400, "BAD_REQUEST", answer);
        Assert.Contains(setting, answer.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await function.InvokeAsync(Events.Get("/health"))).Streamed().Status);
    }

    [Fact]
    public async Task How_old_the_newest_may_be_is_read_for_the_request_that_asks()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        var environment = backups.With("FRESHNESS_MAX_AGE_HOURS", "0");
        environment.Remove("DATABASE_URL");
        await using var function = await RunningFunction.StartAsync(environment);

        var answer = (await function.InvokeAsync(Events.GetWithKey("/backups/latest"))).Streamed();

        AssertError(400, "BAD_REQUEST", answer);
        Assert.Contains("FRESHNESS_MAX_AGE_HOURS", answer.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await function.InvokeAsync(Events.GetWithKey("/backups"))).Streamed().Status);
    }

    [Fact]
    public async Task A_failed_dump_answers_500_and_leaves_nothing()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var function = await RunningFunction.StartAsync(backups.With("DATABASE_URL", backups.Postgres.Url("not_there")));

        AssertError(500, "INTERNAL_SERVER_ERROR", (await function.InvokeAsync(Events.GetWithKey("/backup-s3"))).Streamed());
        await backups.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_backup_that_runs_out_of_the_invocations_time_is_aborted_and_leaves_nothing()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        await using var held = await HeldTable.LockAsync(backups.Postgres);
        await using var function = await RunningFunction.StartAsync(backups.Environment);

        var answer = (await function.InvokeAsync(Events.GetWithKey("/backup-s3"), TimeSpan.FromSeconds(8))).Streamed();

        AssertError(504, "GATEWAY_TIMEOUT", answer);
        await backups.EnsureNothingLeftAsync(sessions: 1);
    }

    private static void AssertError(int status, string code, (int Status, JsonElement Headers, string Body) answer)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").GetProperty("code").GetString());
        Assert.StartsWith("application/json", answer.Headers.GetProperty("Content-Type")[0].GetString(), StringComparison.Ordinal);
    }
}
