using System.Buffers;
using System.Globalization;
using System.Text;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>
/// aws-chunked: "hex-size[;chunk-signature=...]\r\n" content "\r\n", again and again, a chunk of size 0 at the end, then
/// trailing headers where announced, then an empty line.
/// </summary>
sealed class ChunkedFraming(PayloadDeclaration declaration, BodyIntake intake, ChunkSignatures? signatures) : IPayloadFraming
{
    const int MaxLineBytes = 4096;

    /// <summary>S3 wants 8 KiB in every chunk but the last one with content.</summary>
    const int MinChunkBytes = 8192;

    readonly Dictionary<string, string> trailers = [];
    readonly StringBuilder signedTrailers = new();
    Expecting expecting = Expecting.ChunkHeader;
    string? chunkSignature;
    string? trailerSignature;
    long remaining;
    bool shortChunkSeen;

    enum Expecting
    {
        ChunkHeader,
        Content,
        ContentEnd,
        Trailer,
        Nothing,
    }

    public IReadOnlyDictionary<string, string> Trailers => trailers;

    public SequencePosition Accept(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (!reader.End)
        {
            if (expecting == Expecting.Content)
            {
                TakeContent(ref reader);
            }
            else
            {
                if (!TryReadLine(ref reader, out var line)) break;
                TakeLine(line);
            }
        }

        return reader.Position;
    }

    public void End()
    {
        // Some clients leave out the empty line after trailers; S3 does not insist on it.
        if (expecting == Expecting.Trailer && (declaration.Trailers is null || trailers.Count > 0)) EndTrailers();
        if (expecting != Expecting.Nothing) throw S3Errors.IncompleteBody();
    }

    public void Dispose() => signatures?.Dispose();

    void TakeContent(ref SequenceReader<byte> reader)
    {
        var span = reader.UnreadSpan;
        if (span.Length > remaining) span = span[..(int)remaining];
        intake.Append(span);
        signatures?.Append(span);
        reader.Advance(span.Length);
        remaining -= span.Length;
        if (remaining > 0) return;
        expecting = Expecting.ContentEnd;
        signatures?.VerifyChunk(chunkSignature);
    }

    void TakeLine(string line)
    {
        switch (expecting)
        {
            case Expecting.ChunkHeader:
                TakeChunkHeader(line);
                break;
            case Expecting.ContentEnd when line.Length == 0:
                expecting = Expecting.ChunkHeader;
                break;
            case Expecting.Trailer when line.Length == 0:
                EndTrailers();
                break;
            case Expecting.Trailer:
                TakeTrailer(line);
                break;
            case Expecting.Nothing when line.Length == 0:
                break;
            default:
                throw S3Errors.IncompleteBody();
        }
    }

    void TakeChunkHeader(string line)
    {
        var fields = line.Split(';');
        if (!long.TryParse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out remaining) || remaining < 0)
            throw S3Errors.IncompleteBody();
        const string name = "chunk-signature=";
        chunkSignature = Array.Find(fields, f => f.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
        if (remaining > 0)
        {
            if (shortChunkSeen)
                throw new S3Exception(403, "InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes");
            shortChunkSeen = remaining < MinChunkBytes;
            expecting = Expecting.Content;
            return;
        }

        signatures?.VerifyChunk(chunkSignature);
        expecting = Expecting.Trailer;
    }

    void TakeTrailer(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw MalformedTrailer();
        var name = line[..colon].ToLowerInvariant();
        var value = line[(colon + 1)..].Trim();
        if (name == "x-amz-trailer-signature")
        {
            trailerSignature = value;
            return;
        }

        if (declaration.Trailers?.Contains(name) != true || !trailers.TryAdd(name, value)) throw MalformedTrailer();
        signedTrailers.Append(name).Append(':').Append(value).Append('\n');
    }

    void EndTrailers()
    {
        if (declaration.Trailers is { } announced)
        {
            if (announced.Except(trailers.Keys).Any()) throw MalformedTrailer();
            signatures?.VerifyTrailers(signedTrailers.ToString(), trailerSignature);
        }

        expecting = Expecting.Nothing;
    }

    static bool TryReadLine(ref SequenceReader<byte> reader, out string line)
    {
        line = "";
        if (!reader.TryReadTo(out ReadOnlySequence<byte> bytes, (byte)'\n'))
            return reader.Remaining <= MaxLineBytes ? false : throw S3Errors.IncompleteBody();
        if (bytes.Length > MaxLineBytes) throw S3Errors.IncompleteBody();
        line = Encoding.ASCII.GetString(bytes).TrimEnd('\r');
        return true;
    }

    static S3Exception MalformedTrailer() => new(400, "MalformedTrailerError",
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");
}
