using System.Security.Cryptography;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Signing;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>
/// The chain of signatures over aws-chunked content: each covers its chunk's hash and the signature before it, so chunks
/// can be neither changed, left out nor reordered.
/// </summary>
sealed class ChunkSignatures(SigningScope scope) : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    string previous = scope.Signature;

    public void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public void VerifyChunk(string? sent)
    {
        var chunkHash = Convert.ToHexStringLower(hash.GetHashAndReset());
        Verify(sent, "AWS4-HMAC-SHA256-PAYLOAD", SignatureV4.EmptySha256 + "\n" + chunkHash);
    }

    /// <param name="trailers">Each line as "name:value\n".</param>
    /// <param name="sent">x-amz-trailer-signature.</param>
    public void VerifyTrailers(string trailers, string? sent) =>
        Verify(sent, "AWS4-HMAC-SHA256-TRAILER", SignatureV4.Sha256Hex(trailers));

    public void Dispose() => hash.Dispose();

    void Verify(string? sent, string algorithm, string content)
    {
        var stringToSign = string.Join('\n', algorithm, scope.Time, scope.Scope, previous, content);
        var computed = SignatureV4.Sign(scope.SigningKey, stringToSign);
        if (sent is null || !SignatureV4.AreEqual(computed, sent))
            throw new S3Exception(403, "SignatureDoesNotMatch",
                "The chunk signature we calculated does not match the signature you provided.",
                ("StringToSign", stringToSign), ("SignatureProvided", sent ?? ""));
        previous = computed;
    }
}
