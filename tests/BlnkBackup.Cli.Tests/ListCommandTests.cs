using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class ListCommandTests
{
    [Fact]
    public async Task The_list_is_a_line_a_backup_newest_first_and_nothing_else()
    {
        await using var store = await FakeStore.ListingAsync(
            ("blnk_backup_20251231_235959.dump", 812, "STANDARD"),
            ("blnk_backup_20260102_030405.dump", 1_288_490_189, "STANDARD_IA"),
            ("blnk_backup_20260102_030405.json", 900, "STANDARD"),
            ("blnk_backup_notes.txt", 5, "STANDARD"));
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "list");
        end.AssertDone();
        Assert.Equal(
            """
            2026-01-02 03:04:05Z     1.2 GiB  STANDARD_IA   finished    blnk_backup_20260102_030405.dump
            2025-12-31 23:59:59Z       812 B  STANDARD      unfinished  blnk_backup_20251231_235959.dump

            """,
            end.Output);
        Assert.Equal("", end.Errors);
    }

    [Fact]
    public async Task The_list_as_JSON_is_what_GET_backups_answers()
    {
        await using var store = await FakeStore.ListingAsync(
            ("blnk_backup_20251231_235959.dump", 812, "STANDARD"), ("blnk_backup_20251231_235959.json", 900, "STANDARD"));
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "list", "--json");
        end.AssertDone();
        Assert.Equal(
            """{"backups":[{"key":"blnk_backup_20251231_235959.dump","time":"2025-12-31T23:59:59+00:00","bytes":812,"storage_class":"STANDARD","finished":true}]}""" + "\n",
            end.Output);
    }

    [Fact]
    public async Task An_empty_store_is_an_empty_list()
    {
        await using var store = await FakeStore.ListingAsync();
        Assert.Equal(new ProgramEnd(0, "", ""), await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "list"));
    }

    [Theory]
    [InlineData(403, "InvalidAccessKeyId", 4, "Check AWS_ACCESS_KEY_ID")]
    [InlineData(403, "AccessDenied", 4, "s3:ListBucket")]
    [InlineData(404, "NoSuchBucket", 3, "S3_BACKUP_BUCKET")]
    public async Task What_the_store_refuses_has_its_exit_code_and_its_remedy(int status, string code, int exitCode, string remedy)
    {
        await using var store = await FakeStore.RefusingAsync(status, code);
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "list");
        end.AssertFailed(exitCode);
        Assert.Contains(remedy, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.SecretAccessKey, end.Errors, StringComparison.Ordinal);
    }
}
