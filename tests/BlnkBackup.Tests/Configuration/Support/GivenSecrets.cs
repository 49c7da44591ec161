using BlnkBackup.Failures;
using BlnkBackup.Secrets;

namespace BlnkBackup.Tests.Configuration.Support;

/// <summary>A store that holds just what a test puts into it, and counts how often it is asked.</summary>
sealed class GivenSecrets : ISecretStore
{
    readonly Dictionary<string, string> _secrets = [];

    public string this[string id]
    {
        set => _secrets[id] = value;
    }

    public int Reads { get; private set; }

    public Task<string> ReadAsync(string id, CancellationToken cancellation)
    {
        Reads++;
        return _secrets.TryGetValue(id, out var secret)
            ? Task.FromResult(secret)
            : Task.FromException<string>(new BackupException(FailureKind.CredentialsInvalid, "There is no such secret.", "Make one."));
    }
}
