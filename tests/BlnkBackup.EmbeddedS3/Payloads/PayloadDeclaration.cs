using BlnkBackup.EmbeddedS3.Checksums;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>What a request's headers promise about its body; all of it is compared with what arrives.</summary>
sealed record PayloadDeclaration
{
    public const string StreamingPrefix = "STREAMING-";

    /// <summary>Bytes of content, without any chunk framing.</summary>
    public required long Length { get; init; }

    public bool Chunked { get; private init; }

    public bool SignedChunks { get; private init; }

    /// <summary>Trailing header names announced by x-amz-trailer.</summary>
    public IReadOnlyList<string>? Trailers { get; private init; }

    /// <summary>Hex from x-amz-content-sha256.</summary>
    public string? Sha256 { get; private init; }

    public byte[]? Md5 { get; private init; }

    public SentChecksum? Checksum { get; init; }

    public static PayloadDeclaration Of(S3Request request)
    {
        var hash = request.Header("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
        var streaming = hash.StartsWith(StreamingPrefix, StringComparison.Ordinal);
        var declaration = new PayloadDeclaration
        {
            Length = streaming ? DecodedLength(request) : ContentLength(request),
            Md5 = ContentMd5(request.Header("Content-MD5")),
            Checksum = SentChecksum.Of(request),
        };
        if (streaming)
        {
            var trailers = hash.EndsWith("-TRAILER", StringComparison.Ordinal) ? AnnouncedTrailers(request) : NoTrailers(request);
            return hash switch
            {
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" =>
                    declaration with { Chunked = true, SignedChunks = true, Trailers = trailers },
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => declaration with { Chunked = true, Trailers = trailers },
                _ => throw S3Errors.NotImplemented($"x-amz-content-sha256: {hash}"),
            };
        }

        NoTrailers(request);
        if (hash == "UNSIGNED-PAYLOAD") return declaration;
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit)
            ? declaration with { Sha256 = hash.ToLowerInvariant() }
            : throw S3Errors.InvalidArgument("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- value, or a valid sha256 value.",
                "x-amz-content-sha256", hash);
    }

    static long ContentLength(S3Request request)
    {
        if (request.Http.Request.ContentLength is { } length) return length;
        // Without either header there is no body at all (GET, DELETE).
        return request.Header("Transfer-Encoding") is null && request.Method is not ("PUT" or "POST")
            ? 0
            : throw S3Errors.MissingContentLength();
    }

    static long DecodedLength(S3Request request) =>
        long.TryParse(request.Header("x-amz-decoded-content-length"), out var length) && length >= 0
            ? length
            : throw S3Errors.MissingContentLength();

    static string[] AnnouncedTrailers(S3Request request) => request.Header("x-amz-trailer") is { } names
        ? names.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : throw S3Errors.InvalidRequest("A streaming payload with a trailer needs x-amz-trailer");

    static string[]? NoTrailers(S3Request request) => request.Header("x-amz-trailer") is null
        ? null
        : throw S3Errors.InvalidRequest("x-amz-trailer needs a streaming payload with a trailer");

    static byte[]? ContentMd5(string? header)
    {
        if (header is null) return null;
        var md5 = new byte[16];
        return Convert.TryFromBase64String(header, md5, out var written) && written == 16
            ? md5
            : throw new S3Exception(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", ("Content-MD5", header));
    }
}
