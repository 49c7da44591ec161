using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Tests.Support;

namespace BlnkBackup.Tests.Dumping;

public sealed class DumpSourceTests
{
    private static readonly DatabaseTarget Database = DatabaseTarget.FromUrl("postgres://blnk:s3cret@db.example:5433/ledger?sslmode=verify-full");

    [Fact]
    public async Task The_password_travels_by_environment_and_never_by_argument()
    {
        var (output, _) = await RunAsync("""echo "$@"; echo "environment: $PGPASSWORD" """);
        var (arguments, environment) = (output.Split('\n')[0], output.Split('\n')[1]);
        Assert.DoesNotContain("s3cret", arguments, StringComparison.Ordinal);
        Assert.Equal("environment: s3cret", environment.Trim());
    }

    [Fact]
    public async Task Pg_dump_is_asked_for_an_uncompressed_archive_in_UTF8_under_the_snapshot()
    {
        var (arguments, _) = await RunAsync("""for a in "$@"; do echo "$a"; done""");
        var given = arguments.Split('\n');
        Assert.Contains("--format=custom", given);
        Assert.Contains("--compress=0", given);
        Assert.Contains("--encoding=UTF8", given);
        Assert.Contains("--snapshot=00000003-1", given);
        Assert.Contains("--lock-wait-timeout=60000", given);
        Assert.Contains(given, argument => argument.StartsWith("--dbname=", StringComparison.Ordinal) && argument.Contains("verify-full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clean_exit_is_proved_with_what_was_printed_all_the_same()
    {
        var (_, exit) = await RunAsync("echo 'pg_dump: warning: circular foreign keys' >&2");
        Assert.Equal("pg_dump: warning: circular foreign keys", exit.Warnings);
    }

    [Fact]
    public async Task An_exit_code_other_than_0_gives_no_proof_but_pg_dumps_own_words()
    {
        var failed = await Assert.ThrowsAsync<BackupException>(() => RunAsync("echo PGDMP; echo 'pg_dump: error: it broke' >&2; exit 1"));
        Assert.Equal(FailureKind.DumpFailed, failed.Kind);
        Assert.Contains("exit code 1", failed.Message, StringComparison.Ordinal);
        Assert.Contains("pg_dump: error: it broke", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("permission denied for table transactions", "pg_read_all_data")]
    [InlineData("canceling statement due to statement timeout; query was: LOCK TABLE public.t", "BACKUP_LOCK_WAIT_SECONDS")]
    [InlineData("out of shared memory", "max_locks_per_transaction")]
    [InlineData("canceling statement due to conflict with recovery", "hot_standby_feedback")]
    [InlineData("aborting because of server version mismatch", "PG_BIN_DIR")]
    [InlineData("query would be affected by row-level security policy", "BYPASSRLS")]
    public async Task What_pg_dump_says_comes_with_what_to_do(string said, string remedy)
    {
        var failed = await Assert.ThrowsAsync<BackupException>(() => RunAsync($"echo 'pg_dump: error: {said}' >&2; exit 1"));
        Assert.Contains(remedy, failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_pg_dump_is_said_to_have_been_killed()
    {
        var failed = await Assert.ThrowsAsync<BackupException>(() => RunAsync("kill -KILL $$"));
        Assert.Contains("137", failed.Message, StringComparison.Ordinal);
        Assert.Contains("killed", failed.Remedy, StringComparison.Ordinal);
    }

    private static async Task<(string Output, CleanExit Exit)> RunAsync(string script)
    {
        using var fake = FakeProgram.Write("15/pg_dump", script);
        using var dump = DumpSource.Start(new PgProgram(fake.Path, 15), Database, "00000003-1", lockWaitSeconds: 60);
        using var output = new StreamReader(dump.Output);
        var text = await output.ReadToEndAsync();
        return (text, await dump.EnsureCleanExitAsync(CancellationToken.None));
    }
}
