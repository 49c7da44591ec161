using BlnkBackup.Cli.Tests.Support;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Tests;

public sealed class FreshnessCommandTests
{
    [Theory]
    [InlineData(1, 0, "fresh: ")]
    [InlineData(25, 0, "fresh: ")]
    [InlineData(27, 13, "stale: ")]
    public async Task The_age_is_a_line_and_an_exit_code(int hours, int code, string start)
    {
        var end = await RunAsync(hours);
        Assert.True(code == end.Code, end.Errors);
        Assert.Contains(start, end.Errors, StringComparison.Ordinal);
        Assert.StartsWith(start, end.Output, StringComparison.Ordinal);
        Assert.Single(end.Output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task The_age_that_is_allowed_can_be_given() => Assert.Equal(0, (await RunAsync(40, "--max-age-hours", "48")).Code);

    [Fact]
    public async Task A_dump_without_its_receipt_is_none()
    {
        await using var store = await FakeStore.ListingAsync((KeyOf(1), 812, "STANDARD"));
        var end = await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), "freshness");
        Assert.Equal((14, "none: there is no finished backup\n"), (end.Code, end.Output));
        Assert.Contains("There is no finished backup (NoFinishedBackup)", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("a")]
    public async Task What_is_no_number_of_hours_is_a_wrong_command_line(string hours) =>
        (await RunningProgram.RunAsync(GivenEnvironment.Empty, "freshness", "--max-age-hours", hours)).AssertFailed(2);

    private static async Task<ProgramEnd> RunAsync(int hours, params string[] options)
    {
        var key = KeyOf(hours);
        await using var store = await FakeStore.ListingAsync((key, 812, "STANDARD"), (key.Replace(".dump", ".json", StringComparison.Ordinal), 9, "STANDARD"));
        return await RunningProgram.RunAsync(GivenEnvironment.StoreOnly(store.Endpoint), ["freshness", .. options]);
    }

    private static string KeyOf(int hours) => new BackupKey("", TimeProvider.System.GetUtcNow().AddHours(-hours)).ToString();
}
