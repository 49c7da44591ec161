using System.Text.Json.Serialization;
using BlnkBackup.Api.Backups;
using BlnkBackup.Api.Errors;

namespace BlnkBackup.Api;

/// <summary>How the bodies are written: snake_case, as Blnk's own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(BackupListBody))]
[JsonSerializable(typeof(LatestBackupBody))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
