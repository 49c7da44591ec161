using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Storage;

public sealed class BackupKeyTests
{
    [Fact]
    public void A_key_is_the_time_in_UTC_to_the_second() =>
        Assert.Equal(
            "ledger/blnk_backup_20260102_030405.dump",
            new BackupKey("ledger/", new DateTimeOffset(2026, 1, 2, 5, 4, 5, 999, TimeSpan.FromHours(2))).ToString());

    [Fact]
    public void All_objects_of_a_backup_begin_alike() =>
        Assert.Equal("ledger/blnk_backup_20260102_030405.", new BackupKey("ledger/", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).CommonStartOfObjects);

    [Theory]
    [InlineData("", "blnk_backup_20261231_235959.dump")]
    [InlineData("a/b/", "a/b/blnk_backup_20240229_000000.dump")]
    public void A_key_is_read_as_it_was_written(string prefix, string key)
    {
        Assert.True(BackupKey.TryParse(prefix, key, out var backup));
        Assert.Equal(key, backup.ToString());
        Assert.Equal(TimeSpan.Zero, backup.Time.Offset);
    }

    [Theory]
    [InlineData("", "blnk_backup_20261331_235959.dump")]
    [InlineData("", "blnk_backup_20261231_235959.json")]
    [InlineData("", "blnk_backup_20261231_235959.dump.bak")]
    [InlineData("", "blnk_backup_20261231.dump")]
    [InlineData("", "blnk_backup_2026123١_235959.dump")]
    [InlineData("", "x/blnk_backup_20261231_235959.dump")]
    [InlineData("a/", "blnk_backup_20261231_235959.dump")]
    [InlineData("a/", "a/b/blnk_backup_20261231_235959.dump")]
    public void What_is_no_key_of_ours_is_not_read_as_one(string prefix, string key) =>
        Assert.False(BackupKey.TryParse(prefix, key, out _));
}
