using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class PruneCommandTests
{
    [Fact]
    public async Task Every_backup_has_its_line_newest_first_and_the_last_line_is_the_total()
    {
        await using var store = await FakeStore.ListingAsync(
            ("blnk_backup_20260101_020000.dump", 1_288_490_189, "STANDARD"), ("blnk_backup_20260101_020000.json", 5, "STANDARD"),
            ("blnk_backup_20260102_030405.dump", 812, "STANDARD_IA"), ("blnk_backup_20260102_030405.json", 5, "STANDARD"));
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "prune", "--dry-run");
        end.AssertDone();
        Assert.Equal(
            """
            keep    2026-01-02 03:04:05Z       812 B  blnk_backup_20260102_030405.dump  newest finished, newest of day 2026-01-02, newest of week 2026-W01, newest of month 2026-01
            keep    2026-01-01 02:00:00Z     1.2 GiB  blnk_backup_20260101_020000.dump  newest of day 2026-01-01
            2 kept, 0 would be removed, 0 B would be freed

            """,
            end.Output);
        Assert.Contains("see why backups have stopped", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_store_is_a_total_of_nothing()
    {
        await using var store = await FakeStore.ListingAsync();
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "prune");
        Assert.Equal((0, "0 kept, 0 removed, 0 B freed\n"), (end.Code, end.Output));
        Assert.Contains("Prune succeeded: 0 kept, 0 removed", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_listed_is_not_pruned()
    {
        await using var store = await FakeStore.RefusingAsync(403, "AccessDenied");
        (await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "prune")).AssertFailed(4);
    }
}
