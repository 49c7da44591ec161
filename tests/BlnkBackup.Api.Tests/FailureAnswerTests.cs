using System.Text.Json;
using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Failures;

namespace BlnkBackup.Api.Tests;

public sealed class FailureAnswerTests
{
    private const string Reason = "Could not send part 7 of x.dump in bucket ledger: S3 answered 503 SlowDown: \"Reduce\" your <rate>.";
    private const string Remedy = "Run again.";

    private static readonly Dictionary<FailureKind, (int Status, string Code, string Particular)> Expected = new()
    {
        [FailureKind.ConfigurationInvalid] = (400, "BAD_REQUEST", "BACKUP_CONFIGURATION_INVALID"),
        [FailureKind.CredentialsInvalid] = (400, "BAD_REQUEST", "BACKUP_CREDENTIALS_INVALID"),
        [FailureKind.BackupAlreadyRunning] = (409, "CONFLICT", "BACKUP_ALREADY_RUNNING"),
        [FailureKind.DumpFailed] = (500, "INTERNAL_SERVER_ERROR", "ADMIN_BACKUP_FAILED"),
        [FailureKind.UploadFailed] = (500, "INTERNAL_SERVER_ERROR", "ADMIN_BACKUP_FAILED"),
        [FailureKind.BackupNotFound] = (404, "NOT_FOUND", "BACKUP_NOT_FOUND"),
        [FailureKind.RestoreFailed] = (500, "INTERNAL_SERVER_ERROR", "ADMIN_BACKUP_FAILED"),
        [FailureKind.BackupDamaged] = (500, "INTERNAL_SERVER_ERROR", "ADMIN_BACKUP_FAILED"),
        [FailureKind.StoreUnreadable] = (500, "INTERNAL_SERVER_ERROR", "BACKUP_STORE_UNREADABLE"),
        [FailureKind.DeadlinePassed] = (504, "GATEWAY_TIMEOUT", "BACKUP_DEADLINE_PASSED"),
        [FailureKind.PruneIncomplete] = (500, "INTERNAL_SERVER_ERROR", "ADMIN_BACKUP_FAILED"),
        [FailureKind.BackupStale] = (503, "SERVICE_UNAVAILABLE", "BACKUP_STALE"),
        [FailureKind.NoFinishedBackup] = (503, "SERVICE_UNAVAILABLE", "BACKUP_NONE_FINISHED"),
    };

    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_failure_has_its_status_and_its_codes(FailureKind kind)
    {
        var answer = await AnswerToAsync(kind);
        Assert.Equal(Expected[kind], ((int)answer.Status, answer.At("error", "code")!, answer.At("error_detail", "code")!));
        Assert.Equal("application/json", answer.MediaType);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_failure_says_what_failed_and_what_to_do(FailureKind kind)
    {
        var answer = await AnswerToAsync(kind);
        Assert.NotEmpty(answer.At("error", "message")!);
        Assert.Equal(Reason, answer.At("error_detail", "message"));
        foreach (var twin in (string[])["error", "error_detail"])
        {
            Assert.Equal(kind.ToString(), answer.At(twin, "details", "kind"));
            Assert.Equal(Reason, answer.At(twin, "details", "reason"));
            Assert.Equal(Remedy, answer.At(twin, "details", "remedy"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_body_has_Blnks_shape_and_nothing_else(FailureKind kind)
    {
        var body = (await AnswerToAsync(kind)).Json;
        Assert.Equal(["error", "error_detail"], Names(body));
        foreach (var twin in body.EnumerateObject())
        {
            Assert.Equal(["code", "message", "details"], Names(twin.Value));
            Assert.Equal(["kind", "reason", "remedy"], Names(twin.Value.GetProperty("details")));
        }
    }

    [Fact]
    public async Task A_failed_run_leaves_no_facts_in_the_headers()
    {
        var answer = await AnswerToAsync(FailureKind.UploadFailed);
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("X-Backup-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_remedy()
    {
        await using var api = await ApiHost.StartAsync(new FailingBackup(new BackupException(FailureKind.DumpFailed, Reason, Remedy)).Run);
        await api.GetAsync("/backup-s3");
        Assert.Contains(api.Log.Lines, line => line.StartsWith("Error: DumpFailed", StringComparison.Ordinal) && line.Contains(Remedy, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_list_that_fails_is_answered_alike(FailureKind kind)
    {
        await using var api = await ApiHost.StartAsync(list: new FailingBackup(new BackupException(kind, Reason, Remedy)).List);
        var answer = await api.GetAsync("/backups");
        Assert.Equal(Expected[kind].Status, (int)answer.Status);
        Assert.Equal(Reason, answer.At("error", "details", "reason"));
    }

    private static async Task<Answer> AnswerToAsync(FailureKind kind)
    {
        await using var api = await ApiHost.StartAsync(new FailingBackup(new BackupException(kind, Reason, Remedy)).Run);
        return await api.GetAsync("/backup-s3");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
