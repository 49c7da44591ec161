using BlnkBackup.Api.Backups;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>A backup, or a list of them, that fails.</summary>
internal sealed class FailingBackup(Exception failure)
{
    public RunBackup Run => (_, _) => Task.FromException<BackupReceipt>(failure);

    public ListBackups List => _ => Task.FromException<IReadOnlyList<StoredBackup>>(failure);
}
