using System.Security.Cryptography;
using BlnkBackup.EmbeddedS3.Checksums;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>Reads a request's body and refuses it where it is not what the headers, or the trailers, promised.</summary>
sealed class PayloadReader(bool discard)
{
    const long MaxXmlBytes = 8 << 20;

    /// <summary>An object's or a part's bytes.</summary>
    /// <param name="required">The checksum to compute even if the request sends none.</param>
    public Task<ReceivedBody> ReadContentAsync(
        S3Request request, long maxBytes, ChecksumAlgorithm? required, CancellationToken cancellation) =>
        ReadAsync(request, PayloadDeclaration.Of(request), maxBytes, required, discard, cancellation);

    /// <summary>A request's document. Its x-amz-checksum-* is about the object, not about the document.</summary>
    public static async Task<byte[]> ReadXmlAsync(S3Request request, CancellationToken cancellation)
    {
        var declaration = PayloadDeclaration.Of(request) with { Checksum = null };
        var received = await ReadAsync(request, declaration, MaxXmlBytes, null, false, cancellation);
        return received.Body.ToArray();
    }

    /// <summary>Requests without a meaning for a body still sign one: the empty one, as a rule.</summary>
    public static Task ReadNothingAsync(S3Request request, CancellationToken cancellation)
    {
        var hasBody = request.Http.Request.ContentLength > 0 || request.Header("Transfer-Encoding") is not null;
        if (hasBody) return ReadXmlAsync(request, cancellation);
        var hash = request.Header("x-amz-content-sha256");
        return hash is null or "UNSIGNED-PAYLOAD" or Signing.SignatureV4.EmptySha256
            ? Task.CompletedTask
            : throw Sha256Mismatch(hash, Signing.SignatureV4.EmptySha256);
    }

    static async Task<ReceivedBody> ReadAsync(
        S3Request request,
        PayloadDeclaration declaration,
        long maxBytes,
        ChecksumAlgorithm? required,
        bool discard,
        CancellationToken cancellation)
    {
        if (declaration.Length > maxBytes) throw S3Errors.EntityTooLarge(declaration.Length, maxBytes);
        using var intake = new BodyIntake(declaration, declaration.Checksum?.Algorithm ?? required, discard);
        using IPayloadFraming framing = declaration.Chunked
            ? new ChunkedFraming(declaration, intake, declaration.SignedChunks ? new ChunkSignatures(request.Scope!) : null)
            : new PlainFraming(intake);

        var pipe = request.Http.Request.BodyReader;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellation);
            var taken = result.Buffer.End;
            try
            {
                taken = framing.Accept(result.Buffer);
            }
            finally
            {
                // After a refusal too: otherwise Kestrel cannot drain the rest, and closes the connection on top of the answer.
                pipe.AdvanceTo(taken, result.Buffer.End);
            }

            if (request.ResetMidBody && intake.Length * 2 >= declaration.Length) throw new FaultResetException();
            if (result.IsCompleted) break;
        }

        framing.End();
        var received = intake.Finish();
        Compare(declaration, framing, received);
        return received;
    }

    static void Compare(PayloadDeclaration declaration, IPayloadFraming framing, ReceivedBody received)
    {
        if (declaration.Sha256 is { } sha256 && sha256 != received.Sha256Hex) throw Sha256Mismatch(sha256, received.Sha256Hex!);
        if (declaration.Md5 is { } md5 && !CryptographicOperations.FixedTimeEquals(md5, received.Md5))
            throw new S3Exception(400, "BadDigest", "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", Convert.ToBase64String(md5)), ("CalculatedDigest", Convert.ToBase64String(received.Md5!)));
        if (declaration.Checksum is not { } sent) return;
        var value = sent.Value ?? SentChecksum.Parse(
            sent.Algorithm, framing.Trailers[sent.Algorithm.Header], $"{sent.Algorithm.Header} trailing header");
        if (!value.AsSpan().SequenceEqual(received.Checksum!.Bytes)) throw S3Errors.BadDigest(sent.Algorithm.Name);
    }

    static S3Exception Sha256Mismatch(string sent, string computed) => new(400, "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ("ClientComputedContentSHA256", sent), ("S3ComputedContentSHA256", computed));
}
