namespace BlnkBackup.Scenarios.Support;

/// <summary>An S3 server to run scenarios against: the embedded one, or moto as the independent opinion.</summary>
public interface IStoreServer : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    Uri Endpoint { get; }

    string AccessKeyId { get; }

    string SecretAccessKey { get; }
}
