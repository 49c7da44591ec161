using BlnkBackup.Failures;

namespace BlnkBackup.Verifying;

/// <summary>Says that a backup is damaged, or could not be read, and what to do.</summary>
internal static class VerifyFailure
{
    public static BackupException Damaged(string name, string how, Exception? cause = null) => new(
        FailureKind.BackupDamaged,
        $"{name} is damaged: {how}.",
        "Do not rely on it. Verify the backup before it (blnk-backup list), and back the database up anew.",
        cause);

    public static BackupException Unreadable(string path, Exception cause) => new(
        FailureKind.StoreUnreadable, $"Could not read {path}: {cause.Message.TrimEnd('.')}.", "Check the file and who may read it.", cause);
}
