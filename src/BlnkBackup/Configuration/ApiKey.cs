using System.Security.Cryptography;
using System.Text;

namespace BlnkBackup.Configuration;

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

    /// <summary>True where <paramref name="shown"/> is the key; takes the same time whatever it holds (digests are compared).</summary>
    public bool Matches(string? shown) =>
        CryptographicOperations.FixedTimeEquals(_digest, SHA256.HashData(Encoding.UTF8.GetBytes(shown ?? "")));

    /// <summary>Says that there is a key, not which.</summary>
    public override string ToString() => "an API key";
}
