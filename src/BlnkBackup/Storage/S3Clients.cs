using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using BlnkBackup.Configuration;

namespace BlnkBackup.Storage;

/// <summary>Makes the client for a store: AWS's by region, or any S3-compatible one by its endpoint.</summary>
internal static class S3Clients
{
    private const int MostRetries = 5;

    public static IAmazonS3 Open(ObjectStore store, TimeProvider clock)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = store.PathStyle,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = MostRetries,
            HttpClientFactory = new StoreConnections(clock),
            // Read by ourselves: AWS_ENDPOINT_URL is the primary's, and no replica's.
            IgnoreConfiguredEndpointUrls = true,
            // The checksums are ours, precomputed: the SDK's own cost more CPU than the compression.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (store.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = store.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(store.Region);
        }

        return Credentials(store) is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
    }

    /// <summary>The store's credentials, for whatever else in AWS is asked beside it.</summary>
    /// <exception cref="AmazonClientException">There are none.</exception>
    public static AWSCredentials CredentialsOf(ObjectStore store) => Credentials(store) ?? DefaultAWSCredentialsIdentityResolver.GetCredentials();

    // None configured: the SDK's own chain finds a role's (Lambda, ECS, EC2) or a profile's.
    private static AWSCredentials? Credentials(ObjectStore store) => store switch
    {
        { AccessKeyId: null } => null,
        { SessionToken: { } token } => new SessionAWSCredentials(store.AccessKeyId, store.SecretAccessKey, token),
        _ => new BasicAWSCredentials(store.AccessKeyId, store.SecretAccessKey),
    };
}
