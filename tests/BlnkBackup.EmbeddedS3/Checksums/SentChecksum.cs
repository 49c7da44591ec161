using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>The one x-amz-checksum-* a request carries: in a header, or announced as a trailer (then Value is null).</summary>
sealed record SentChecksum(ChecksumAlgorithm Algorithm, byte[]? Value)
{
    const string Prefix = "x-amz-checksum-";

    // These share the prefix but carry no value.
    static readonly string[] Words = ["x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode"];

    public static SentChecksum? Of(S3Request request)
    {
        var headers = request.HeaderNames.Select(n => n.ToLowerInvariant())
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && !Words.Contains(n)).ToList();
        var trailers = (request.Header("x-amz-trailer") ?? "").ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (headers.Count + trailers.Length > 1)
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");

        SentChecksum? sent = null;
        if (headers is [var header])
        {
            var algorithm = Known(header);
            sent = new SentChecksum(algorithm, Parse(algorithm, request.Header(header)!, $"{header} header"));
        }
        else if (trailers is [var trailer])
        {
            sent = new SentChecksum(Known(trailer), null);
        }

        var announced = request.Header("x-amz-sdk-checksum-algorithm");
        if (announced is not null && sent is null)
            throw S3Errors.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* "
                + "or x-amz-trailer headers were found.");
        if (announced is not null && !announced.Equals(sent!.Algorithm.Name, StringComparison.OrdinalIgnoreCase))
            throw S3Errors.InvalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        return sent;
    }

    /// <summary>Base64 of the right length, or InvalidRequest.</summary>
    public static byte[] Parse(ChecksumAlgorithm algorithm, string base64, string where)
    {
        var value = new byte[algorithm.Bytes];
        return Convert.TryFromBase64String(base64, value, out var written) && written == value.Length
            ? value
            : throw S3Errors.InvalidRequest($"Value for {where} is invalid.");
    }

    static ChecksumAlgorithm Known(string header) => ChecksumAlgorithm.OfHeader(header) ?? throw S3Errors.NotImplemented(header);
}
