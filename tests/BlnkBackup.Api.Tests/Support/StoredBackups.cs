using BlnkBackup.Api.Backups;
using BlnkBackup.Storage;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>What a store lists.</summary>
internal sealed class StoredBackups(params StoredBackup[] backups)
{
    public ListBackups List => _ => Task.FromResult<IReadOnlyList<StoredBackup>>(backups);
}
