using System.Net.Http.Headers;
using System.Net.Sockets;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>Sends requests byte for byte as a test wants them.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Uri endpoint;
    private readonly EmbeddedS3Options options;
    private readonly HttpClient http;
    private int connections;

    public RawClient(Uri endpoint, EmbeddedS3Options options)
    {
        this.endpoint = endpoint;
        this.options = options;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync });
    }

    /// <summary>Connections opened so far.</summary>
    public int Connections => connections;

    public async Task<RawAnswer> SendAsync(RawRequest request)
    {
        using var message = Message(request);
        using var response = await http.SendAsync(message);
        return await RawAnswer.OfAsync(response);
    }

    /// <summary>A GET of an address as it is, without any signature of ours.</summary>
    public async Task<RawAnswer> GetAsync(Uri address)
    {
        using var response = await http.GetAsync(address);
        return await RawAnswer.OfAsync(response);
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Interlocked.Increment(ref connections);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private HttpRequestMessage Message(RawRequest request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = endpoint.Authority,
            ["x-amz-date"] = RawSignature.Timestamp(request.Time ?? options.TimeProvider.GetUtcNow()),
            ["x-amz-content-sha256"] = request.PayloadHash ?? RawSignature.Sha256(request.Body),
        };
        foreach (var (name, value) in request.Headers) headers[name.ToLowerInvariant()] = value;
        var signature = RawSignature.Of(request, headers, request.AccessKeyId ?? options.AccessKeyId,
            request.SecretAccessKey ?? options.SecretAccessKey, request.Region ?? options.Region);

        // Not canonicalised: "//" and "%2E" have to arrive as they are.
        var query = request.Query.Count == 0 ? "" : "?" + RawSignature.EncodeQuery(request.Query);
        var target = new Uri($"http://{endpoint.Authority}{RawSignature.EncodePath(request.Path)}{query}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), target);
        var body = request.Framing?.Invoke(signature) ?? request.Body;
        if (request.Method is "PUT" or "POST") message.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers.Concat(request.UnsignedHeaders))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) Content(message).TryAddWithoutValidation(name, value);
        }

        if (request.Signed) message.Headers.TryAddWithoutValidation("Authorization", signature.Authorization);
        return message;
    }

    private static HttpContentHeaders Content(HttpRequestMessage message) => (message.Content ??= new ByteArrayContent([])).Headers;
}
