using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class RestoreCommandTests
{
    private const string Target = $"postgres://ledger:{GivenEnvironment.Password}@127.0.0.1:1/copy";

    private static readonly (string Key, long Bytes, string StorageClass)[] Finished =
        [("blnk_backup_20260102_030405.dump", 812, "STANDARD"), ("blnk_backup_20260102_030405.json", 900, "STANDARD")];

    [Theory]
    [InlineData("latest")]
    [InlineData("blnk_backup_20260102_030405.dump")]
    public async Task A_backup_that_is_not_there_exits_with_8(string key)
    {
        await using var store = await FakeStore.ListingAsync(("blnk_backup_notes.txt", 5, "STANDARD"));
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "restore", key, "--to", Target);
        end.AssertFailed(8);
        Assert.Contains("blnk-backup list", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfinished_backup_is_not_the_latest_and_is_restored_only_where_that_is_said()
    {
        await using var store = await FakeStore.ListingAsync(Finished[0]);
        var environment = GivenEnvironment.StoreOnly(store.Endpoint);
        (await RunningProgram.RunAsync(environment, "restore", "latest", "--to", Target)).AssertFailed(8);

        var refused = await RunningProgram.RunAsync(environment, "restore", Finished[0].Key, "--to", Target);
        refused.AssertFailed(3);
        Assert.Contains($"{Finished[0].Key} is unfinished", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--unfinished", refused.Errors, StringComparison.Ordinal);

        var tried = await RunningProgram.RunAsync(environment, "restore", Finished[0].Key, "--to", Target, "--unfinished");
        tried.AssertFailed(9);
        Assert.Contains("Could not reach database copy", tried.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_cannot_be_reached_exits_with_9_and_its_password_is_not_printed()
    {
        await using var store = await FakeStore.ListingAsync(Finished);
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "restore", "latest", "--to", Target);
        end.AssertFailed(9);
        Assert.Contains("Restoring blnk_backup_20260102_030405.dump into database copy at 127.0.0.1:1 as ledger\n", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Could not reach database copy", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Password, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_is_told_to_end_exits_with_130()
    {
        using var target = new HeldDatabase();
        await using var store = await FakeStore.ListingAsync(Finished);
        await using var program = RunningProgram.Start(
            GivenEnvironment.StoreOnly(store.Endpoint), "restore", "latest", "--to", $"postgres://ledger@127.0.0.1:{target.Port}/copy");
        await target.Asked;
        await program.SignalAsync("TERM");
        (await program.EndAsync()).AssertFailed(130);
    }
}
