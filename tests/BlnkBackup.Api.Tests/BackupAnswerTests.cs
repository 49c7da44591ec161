using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class BackupAnswerTests
{
    [Fact]
    public async Task A_backup_is_answered_with_exactly_Blnks_words_as_a_JSON_string()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal("\"backup successful\""u8.ToArray(), answer.Bytes);
    }

    [Fact]
    public async Task The_facts_about_a_backup_are_in_the_headers()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.GetAsync("/backup-s3");
        Assert.Equal("ledger/blnk_backup_20260102_030405.dump", answer.Headers["X-Backup-Key"]);
        Assert.Equal("1234567890123", answer.Headers["X-Backup-Bytes"]);
        Assert.Equal("9876543210", answer.Headers["X-Backup-Rows"]);
        Assert.Equal("61.235", answer.Headers["X-Backup-Duration-Seconds"]);
    }

    [Fact]
    public async Task One_call_is_one_run()
    {
        var backup = new SuccessfulBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        await api.GetAsync("/backup-s3");
        await api.GetAsync("/backup-s3");
        Assert.Equal(2, backup.Runs);
    }

    [Theory]
    [InlineData("bücher/x.dump", "b%C3%BCcher/x.dump")]
    [InlineData("元帳/x.dump", "%E5%85%83%E5%B8%B3/x.dump")]
    [InlineData("100% ours/x.dump", "100%25 ours/x.dump")]
    [InlineData("env=prod/team:a+b/x.dump", "env=prod/team:a+b/x.dump")]
    public async Task Letters_that_a_header_cannot_hold_do_not_turn_a_success_into_a_failure(string key, string header)
    {
        var receipt = SampleReceipt.Small with { Key = key };
        await using var api = await ApiHost.StartAsync((_, _) => Task.FromResult(receipt));
        var answer = await api.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(header, answer.Headers["X-Backup-Key"]);
    }
}
