using BlnkBackup.EmbeddedS3.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>One request in S3's terms. Path and query are taken raw, since keys may hold "//", ".." and "%".</summary>
sealed class S3Request
{
    public S3Request(HttpContext http, string requestId)
    {
        Http = http;
        RequestId = requestId;
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        Path = Uri.UnescapeDataString(mark < 0 ? target : target[..mark]);
        Query = new QueryParameters(mark < 0 ? "" : target[(mark + 1)..]);

        var slash = Path.IndexOf('/', 1);
        Bucket = Path.Length <= 1 ? null : slash < 0 ? Path[1..] : Path[1..slash];
        Key = slash < 0 || slash == Path.Length - 1 ? null : Path[(slash + 1)..];
    }

    public HttpContext Http { get; }

    public string RequestId { get; }

    public string Method => Http.Request.Method;

    /// <summary>Percent-decoded.</summary>
    public string Path { get; }

    public QueryParameters Query { get; }

    public string? Bucket { get; }

    public string? Key { get; }

    /// <summary>For the log and the fault rules; null where absent or no number. Operations check it for themselves.</summary>
    public int? PartNumber => int.TryParse(Query["partNumber"], out var number) ? number : null;

    /// <summary>Set when the signature was verified; signed chunks continue from it.</summary>
    public SigningScope? Scope { get; set; }

    /// <summary>Where a fault wants the connection to break within the body; null for nowhere.</summary>
    public bool ResetMidBody { get; set; }

    /// <summary>Several headers of one name come joined by commas.</summary>
    public string? Header(string name) =>
        Http.Request.Headers.TryGetValue(name, out var values) ? string.Join(',', (string?[])values!) : null;

    public IEnumerable<string> HeaderNames => Http.Request.Headers.Keys;
}
