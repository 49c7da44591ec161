using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>Signature Version 4, written from AWS's description and not from the server's code.</summary>
internal sealed class RawSignature
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private readonly byte[] key;
    private readonly string time;
    private readonly string scope;

    private RawSignature(byte[] key, string time, string scope) => (this.key, this.time, this.scope) = (key, time, scope);

    /// <summary>The signature of the request.</summary>
    public string Value { get; private set; } = "";

    public string Authorization { get; private set; } = "";

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <param name="headers">All signed headers, with lower-case names.</param>
    public static RawSignature Of(
        RawRequest request, SortedDictionary<string, string> headers, string keyId, string secret, string region)
    {
        var time = headers["x-amz-date"];
        var scope = $"{time[..8]}/{region}/s3/aws4_request";
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join('\n',
            request.Method,
            EncodePath(request.Path),
            EncodeQuery(request.Query),
            string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n")),
            names,
            headers["x-amz-content-sha256"]);
        var signature = new RawSignature(Key(secret, time[..8], region), time, scope);
        signature.Value = signature.Sign($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Sha256(Encoding.UTF8.GetBytes(canonical))}");
        signature.Authorization =
            $"AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders={names}, Signature={signature.Value}";
        return signature;
    }

    public string OfChunk(string previous, byte[] chunk) =>
        Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{scope}\n{previous}\n{Sha256([])}\n{Sha256(chunk)}");

    public string OfTrailer(string previous, string trailer) =>
        Sign($"AWS4-HMAC-SHA256-TRAILER\n{time}\n{scope}\n{previous}\n{Sha256(Encoding.UTF8.GetBytes(trailer))}");

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string EncodePath(string path) => Encode(path, Unreserved + "/");

    public static string EncodeQuery(IEnumerable<(string Name, string Value)> query) => string.Join('&', query
        .Select(p => $"{Encode(p.Name, Unreserved)}={Encode(p.Value, Unreserved)}").Order(StringComparer.Ordinal));

    private static string Encode(string text, string kept) => string.Concat(Encoding.UTF8.GetBytes(text)
        .Select(b => kept.Contains((char)b, StringComparison.Ordinal) ? ((char)b).ToString() : $"%{b:X2}"));

    private static byte[] Key(string secret, string date, string region)
    {
        var ofDate = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(date));
        var ofRegion = HMACSHA256.HashData(ofDate, Encoding.UTF8.GetBytes(region));
        return HMACSHA256.HashData(HMACSHA256.HashData(ofRegion, "s3"u8), "aws4_request"u8);
    }

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
