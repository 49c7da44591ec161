using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlnkBackup.Configuration;

namespace BlnkBackup.Secrets;

/// <summary>The key that HTTP callers must show. Never printed.</summary>
public sealed record ApiKey
{
    readonly byte[] _digest;

    ApiKey(string key)
    {
        _digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        IsShort = key.Length < AdvisedLength;
    }

    /// <summary>A key of fewer characters than these deserves a warning.</summary>
    public const int AdvisedLength = 16;

    /// <summary>True where the key has fewer than <see cref="AdvisedLength"/> characters: usable, but to be warned of.</summary>
    public bool IsShort { get; }

    /// <summary>Reads BLNK_BACKUP_API_KEY, else BLNK_SERVER_SECRET_KEY; null when neither is set, and then nothing may be served.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    public static ApiKey? Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new VariableReader(variable).Value(ConfigurationVariables.ApiKey) is { } key ? new ApiKey(key) : null;
    }

    /// <summary>Reads the key, from the secret that BLNK_BACKUP_API_KEY_SECRET_ARN names where it is set.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <param name="secrets">Where the secret is: the key as text, or as the field api_key of a JSON object.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ConfigurationException">There is no key, or there are two.</exception>
    /// <exception cref="Failures.BackupException">The secret cannot be read.</exception>
    public static async Task<ApiKey> ReadAsync(Func<string, string?> variable, ISecretStore secrets, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(secrets);
        var (key, secret) = (ConfigurationVariables.ApiKey.Name, ConfigurationVariables.ApiKeySecretArn.Name);
        var variables = new VariableReader(variable);
        if (variables.Value(secret) is not { } id)
            return Read(variable) ?? throw new ConfigurationException(
                [$"{key}: is not set, and without a key anyone could start backups; set it to a long random text ({secret} or BLNK_SERVER_SECRET_KEY do as well)."]);
        if (variables.Value(key) is not null)
            throw new ConfigurationException([$"{secret}: is set, but {key} is too; unset one of them."]);
        return KeyIn((await secrets.ReadAsync(id, cancellation).ConfigureAwait(false)).Trim()) is { Length: > 0 } text
            ? new ApiKey(text)
            : throw new ConfigurationException([$"{secret}: its secret holds no key; store the key as text, or as {{\"api_key\":…}}."]);
    }

    /// <summary>True where <paramref name="shown"/> is the key; takes the same time whatever it holds (digests are compared).</summary>
    public bool Matches(string? shown) =>
        CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(shown ?? "")));

    static string? KeyIn(string secret)
    {
        if (!secret.StartsWith('{')) return secret;
        try
        {
            using var json = JsonDocument.Parse(secret);
            return json.RootElement.TryGetProperty("api_key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()!.Trim() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Says that there is a key, not which.</summary>
    public override string ToString() => "an API key";
}
