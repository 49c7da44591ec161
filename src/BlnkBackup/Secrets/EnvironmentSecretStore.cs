using BlnkBackup.Failures;

namespace BlnkBackup.Secrets;

/// <summary>Secrets in environment variables, as a container is given them: a secret's id is the name of its variable.</summary>
/// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
public sealed class EnvironmentSecretStore(Func<string, string?> variable) : ISecretStore
{
    /// <inheritdoc/>
    public Task<string> ReadAsync(string id, CancellationToken cancellation) => variable(id) is { Length: > 0 } secret
        ? Task.FromResult(secret)
        : Task.FromException<string>(new BackupException(
            FailureKind.ConfigurationInvalid,
            "A secret is not there: no environment variable has the name that DATABASE_SECRET_ARN, DRILL_DATABASE_SECRET_ARN or BLNK_BACKUP_API_KEY_SECRET_ARN gives.",
            "Outside Lambda these name the environment variables that hold the secrets; an ARN is read by the Lambda function alone."));
}
