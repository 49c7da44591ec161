using System.Text.Json;
using BlnkBackup.Storage;

namespace BlnkBackup.Api.Backups;

/// <summary>The list of backups as <c>GET /backups</c> answers it, for whoever prints it.</summary>
public static class BackupListText
{
    /// <summary>The JSON, in one line.</summary>
    public static string Of(IEnumerable<StoredBackup> backups) =>
        JsonSerializer.Serialize(BackupListBody.Of(backups), ApiJson.Default.BackupListBody);
}
