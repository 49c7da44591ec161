using Amazon.Runtime;

namespace BlnkBackup.Storage;

/// <summary>The HTTP client under the SDK's: its connections are watched, and what it sends is counted.</summary>
internal sealed class StoreConnections(TimeProvider clock) : HttpClientFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            PlaintextStreamFilter = (opened, _) => ValueTask.FromResult<Stream>(new WatchedStream(opened.PlaintextStream, clock)),
        };
        return new HttpClient(new SendCount.Counter(sockets)) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
