using Amazon.Runtime;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Logins;

/// <summary>RDS IAM authentication: each connection gets a token of its own, signed with the store's credentials in its region.</summary>
internal sealed class IamLogin(ObjectStore store, TimeProvider clock) : IDatabaseLogin
{
    public async Task<DatabaseTarget> NextAsync(DatabaseTarget target, CancellationToken cancellation)
    {
        try
        {
            var credentials = await S3Clients.CredentialsOf(store).GetCredentialsAsync().WaitAsync(cancellation).ConfigureAwait(false);
            return target with { Password = IamToken.Of(target.Hosts[0], target.User, store.Region, credentials, clock.GetUtcNow()) };
        }
        catch (AmazonClientException none)
        {
            throw new BackupException(
                FailureKind.CredentialsInvalid,
                $"There are no AWS credentials to sign in to {target} with: {none.Message}",
                "Give credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role that this machine or function may take.",
                none);
        }
    }
}
