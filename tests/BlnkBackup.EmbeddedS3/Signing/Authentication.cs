using System.Globalization;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Signing;

/// <summary>Lets a request through only with a right signature; every refusal has S3's own code.</summary>
sealed class Authentication(EmbeddedS3Options options)
{
    static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    public SigningScope Verify(S3Request request)
    {
        var claim = SignatureClaim.Of(request);
        if (claim.AccessKeyId != options.AccessKeyId)
            throw new S3Exception(403, "InvalidAccessKeyId",
                "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", claim.AccessKeyId));
        VerifyToken(claim);
        if (claim.Region != options.Region)
            throw new S3Exception(400, claim.ExpiresSeconds is null ? "AuthorizationHeaderMalformed" : "AuthorizationQueryParametersError",
                $"The authorization header is malformed; the region '{claim.Region}' is wrong; expecting '{options.Region}'",
                ("Region", options.Region));
        VerifyTime(claim);
        VerifyCoverage(request, claim);

        var canonical = CanonicalRequest.Of(request, claim);
        var stringToSign = string.Join('\n', SignatureV4.Algorithm, claim.Time, claim.Scope, SignatureV4.Sha256Hex(canonical));
        var key = SignatureV4.SigningKey(options.SecretAccessKey, claim.Date, claim.Region);
        if (!SignatureV4.AreEqual(SignatureV4.Sign(key, stringToSign), claim.Signature))
            throw new S3Exception(403, "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                ("AWSAccessKeyId", claim.AccessKeyId), ("StringToSign", stringToSign),
                ("SignatureProvided", claim.Signature), ("CanonicalRequest", canonical));
        return new SigningScope(key, claim.Time, claim.Scope, claim.Signature);
    }

    void VerifyToken(SignatureClaim claim)
    {
        if (options.SessionToken is null
                ? claim.SessionToken is not null
                : claim.SessionToken is null || !SignatureV4.AreEqual(options.SessionToken, claim.SessionToken))
            throw new S3Exception(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
    }

    void VerifyTime(SignatureClaim claim)
    {
        if (!DateTimeOffset.TryParseExact(claim.Time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var signed))
            throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        if (!claim.Time.StartsWith(claim.Date + "T", StringComparison.Ordinal))
            throw new S3Exception(403, "SignatureDoesNotMatch",
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{claim.Date}'");

        var now = options.TimeProvider.GetUtcNow();
        if (claim.ExpiresSeconds is { } seconds)
        {
            if (now > signed.AddSeconds(seconds)) throw S3Errors.AccessDenied("Request has expired");
            if (signed > now + AllowedSkew) throw S3Errors.AccessDenied("Request is not valid yet");
        }
        else if ((now - signed).Duration() > AllowedSkew)
        {
            throw new S3Exception(403, "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ("RequestTime", claim.Time), ("ServerTime", S3Xml.Time(now)),
                ("MaxAllowedSkewMilliseconds", $"{(long)AllowedSkew.TotalMilliseconds}"));
        }
    }

    /// <summary>What S3 acts on must be covered: host, and every x-amz- header that was sent.</summary>
    static void VerifyCoverage(S3Request request, SignatureClaim claim)
    {
        var sent = request.HeaderNames.Select(n => n.ToLowerInvariant()).Where(n => n == "host" || n.StartsWith("x-amz-", StringComparison.Ordinal));
        var uncovered = sent.Except(claim.SignedHeaders).ToList();
        if (uncovered.Count > 0)
            throw S3Errors.AccessDenied("There were headers present in the request which were not signed",
                ("HeadersNotSigned", string.Join(", ", uncovered)));
    }
}
