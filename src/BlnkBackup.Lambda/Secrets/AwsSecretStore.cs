using System.Text;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using BlnkBackup.Failures;
using BlnkBackup.Secrets;

namespace BlnkBackup.Lambda.Secrets;

/// <summary>
/// AWS Secrets Manager, with the function's own role and region. The client is made for the first secret: without one, nothing is needed.
/// </summary>
/// <param name="open">Makes the client.</param>
internal sealed class AwsSecretStore(Func<IAmazonSecretsManager> open) : ISecretStore, IDisposable
{
    private readonly Lazy<IAmazonSecretsManager> client = new(open);

    public AwsSecretStore()
        : this(() => new AmazonSecretsManagerClient())
    {
    }

    /// <inheritdoc/>
    public async Task<string> ReadAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var secret = await client.Value.GetSecretValueAsync(new GetSecretValueRequest { SecretId = id }, cancellation).ConfigureAwait(false);
            return secret.SecretString ?? Encoding.UTF8.GetString(secret.SecretBinary.ToArray());
        }
        catch (AmazonServiceException refused)
        {
            throw Unreadable($"it answered {refused.ErrorCode}", refused);
        }
        catch (Exception unasked) when (unasked is AmazonClientException or HttpRequestException)
        {
            throw Unreadable("it could not be asked", unasked);
        }
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }
    }

    // Neither the id nor the service's message, which may quote it.
    private static BackupException Unreadable(string reason, Exception cause) => new(
        FailureKind.ConfigurationInvalid,
        $"A secret could not be read from Secrets Manager: {reason}.",
        "Check the ARN and its region, and that the function's role may secretsmanager:GetSecretValue (and kms:Decrypt, with a key of your own).",
        cause);
}
