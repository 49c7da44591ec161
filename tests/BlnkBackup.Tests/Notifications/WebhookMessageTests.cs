using System.Text.Json;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Backups;
using BlnkBackup.Notifications;

namespace BlnkBackup.Tests.Notifications;

public sealed class WebhookMessageTests
{
    [Fact]
    public void People_get_text_and_programs_get_facts()
    {
        var message = Read(RunNotice.Of(new RunOutcome.Succeeded(SampleReceipt.Small, TimeSpan.FromSeconds(61.25))));
        Assert.Equal(["text", "blnk_backup"], message.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith(
            "*Backup of blnk succeeded*\nBackup of blnk succeeded: ledger/blnk_backup_20260102_030405.dump, ", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        var facts = message.GetProperty("blnk_backup");
        Assert.Equal("success", facts.GetProperty("severity").GetString());
        Assert.Equal("succeeded", facts.GetProperty("outcome").GetString());
        Assert.Equal(1_234_567_890_123, facts.GetProperty("archive_bytes").GetInt64());
        Assert.Equal(61.25, facts.GetProperty("seconds").GetDouble());
        Assert.Equal(3, facts.GetProperty("parts").GetInt32());
    }

    [Fact]
    public void A_failure_says_what_to_do()
    {
        var message = Read(RunNotice.Of(new RunOutcome.Failed("blnk", null, TimeSpan.Zero, "DumpFailed", "It failed.", "Run again.")));
        Assert.Equal("*Backup of blnk failed*\nDumpFailed: It failed.\nRun again.", message.GetProperty("text").GetString());
        Assert.Equal("failure", message.GetProperty("blnk_backup").GetProperty("severity").GetString());
    }

    [Fact]
    public void Nothing_that_a_server_said_becomes_markup()
    {
        var text = Read(new Notice(NoticeSeverity.Failure, "<!channel>", ["a & b", "<https://elsewhere.example|click>"], [])).GetProperty("text").GetString();
        Assert.Equal("*&lt;!channel&gt;*\na &amp; b\n&lt;https://elsewhere.example|click&gt;", text);
    }

    [Fact]
    public void Long_texts_are_cut() =>
        Assert.InRange(Read(new Notice(NoticeSeverity.Failure, "Long", [new string('x', 100_000)], [])).GetProperty("text").GetString()!.Length, 3_000, 4_000);

    [Fact]
    public void Every_end_of_a_run_has_its_severity()
    {
        Assert.Equal(NoticeSeverity.Warning, RunNotice.Of(new RunOutcome.GaveWay("blnk", null, TimeSpan.Zero, "Another is running.")).Severity);
        Assert.Equal(NoticeSeverity.Warning, RunNotice.Of(new RunOutcome.Cancelled("blnk", null, TimeSpan.Zero)).Severity);
        Assert.Equal(
            NoticeSeverity.Warning,
            RunNotice.Of(new RunOutcome.Succeeded(SampleReceipt.Small with { Warnings = "circular foreign keys" }, TimeSpan.Zero)).Severity);
    }

    private static JsonElement Read(Notice notice) => JsonDocument.Parse(WebhookMessage.Of(notice)).RootElement;
}
