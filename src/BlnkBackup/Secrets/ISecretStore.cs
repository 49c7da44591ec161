using BlnkBackup.Failures;

namespace BlnkBackup.Secrets;

/// <summary>Where secrets are kept.</summary>
public interface ISecretStore
{
    /// <summary>The text of one secret, as it is now: callers keep it for as long as it serves.</summary>
    /// <param name="id">Its ARN or name. Never to be quoted: whoever mistook a setting may have put the secret itself there.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="BackupException">It cannot be read: ConfigurationInvalid or CredentialsInvalid.</exception>
    Task<string> ReadAsync(string id, CancellationToken cancellation);
}
