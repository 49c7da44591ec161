using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Signing;

/// <summary>What a request says about its signature, in the Authorization header or in a presigned query. Nothing is verified yet.</summary>
sealed record SignatureClaim(
    string AccessKeyId,
    string Date,
    string Region,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string Time,
    string PayloadHash,
    string? SessionToken,
    int? ExpiresSeconds)
{
    public string Scope => $"{Date}/{Region}/s3/aws4_request";

    public static SignatureClaim Of(S3Request request)
    {
        if (request.Query.Has("X-Amz-Algorithm")) return OfQuery(request);
        return request.Header("Authorization") is { } header
            ? OfHeader(request, header)
            : throw S3Errors.AccessDenied();
    }

    static SignatureClaim OfHeader(S3Request request, string header)
    {
        if (!header.StartsWith(SignatureV4.Algorithm + " ", StringComparison.Ordinal))
            throw S3Errors.InvalidRequest(
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        var fields = new Dictionary<string, string>();
        foreach (var field in header[SignatureV4.Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) fields[field[..equals]] = field[(equals + 1)..];
        }

        string Field(string name) => fields.TryGetValue(name, out var value)
            ? value
            : throw Malformed($"missing {name}");
        var (keyId, date, region) = Credential(Field("Credential"), Malformed);
        var payload = request.Header("x-amz-content-sha256") ?? throw S3Errors.InvalidRequest(
            "Missing required header for this request: x-amz-content-sha256");
        var time = request.Header("x-amz-date") ?? throw S3Errors.AccessDenied(
            "AWS authentication requires a valid Date or x-amz-date header");
        return new SignatureClaim(keyId, date, region, Field("SignedHeaders").Split(';'), Field("Signature"), time, payload,
            request.Header("x-amz-security-token"), null);
    }

    static SignatureClaim OfQuery(S3Request request)
    {
        string Field(string name) => request.Query[name] ?? throw MalformedQuery(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, "
            + "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        if (Field("X-Amz-Algorithm") != SignatureV4.Algorithm)
            throw MalformedQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        var (keyId, date, region) = Credential(Field("X-Amz-Credential"), MalformedQuery);
        if (!int.TryParse(Field("X-Amz-Expires"), out var expires) || expires is < 0 or > 604_800)
            throw MalformedQuery("X-Amz-Expires must be a number of seconds less than a week (604800)");
        return new SignatureClaim(keyId, date, region, Field("X-Amz-SignedHeaders").Split(';'), Field("X-Amz-Signature"),
            Field("X-Amz-Date"), request.Header("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
            request.Query["X-Amz-Security-Token"], expires);
    }

    static (string KeyId, string Date, string Region) Credential(string credential, Func<string, S3Exception> malformed)
    {
        // The key id itself may hold slashes; the scope after it has exactly four fields.
        var fields = credential.Split('/');
        if (fields.Length < 5 || fields[^1] != "aws4_request")
            throw malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        if (fields[^2] != "s3") throw malformed($"incorrect service \"{fields[^2]}\". This endpoint belongs to \"s3\".");
        return (string.Join('/', fields[..^4]), fields[^4], fields[^3]);
    }

    static S3Exception Malformed(string why) => new(400, "AuthorizationHeaderMalformed",
        $"The authorization header is malformed; {why}");

    static S3Exception MalformedQuery(string why) => new(400, "AuthorizationQueryParametersError", why);
}
