using System.Text;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>Content as aws-chunked with a signature on every chunk, and what a test may get wrong about it.</summary>
internal sealed record SignedChunks(params byte[][] Chunks)
{
    public const string Payload = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    /// <summary>The chunk, counted from 0, whose signature is another's; the last is the empty one.</summary>
    public int? WrongSignature { get; init; }

    /// <summary>"name:value", in which case the payload is called PAYLOAD-TRAILER.</summary>
    public string? Trailer { get; init; }

    public bool WrongTrailerSignature { get; init; }

    /// <summary>False leaves out the empty chunk at the end.</summary>
    public bool Ended { get; init; } = true;

    /// <summary>A PUT of the content to an object.</summary>
    public RawRequest Request(string key)
    {
        var request = new RawRequest("PUT", $"/{Store.Bucket}/{key}")
        {
            PayloadHash = Trailer is null ? Payload : Payload + "-TRAILER",
            Framing = Frame,
            Headers =
            {
                ["content-encoding"] = "aws-chunked",
                ["x-amz-decoded-content-length"] = $"{Chunks.Sum(chunk => chunk.Length)}",
            },
        };
        if (Trailer is not null) request.Headers["x-amz-trailer"] = Trailer.Split(':')[0];
        return request;
    }

    private byte[] Frame(RawSignature seed)
    {
        using var body = new MemoryStream();
        var previous = seed.Value;
        var chunks = Ended ? [.. Chunks, []] : Chunks;
        for (var i = 0; i < chunks.Length; i++)
        {
            previous = seed.OfChunk(previous, chunks[i]);
            var sent = i == WrongSignature ? new string('0', 64) : previous;
            body.Write(Encoding.ASCII.GetBytes($"{chunks[i].Length:x};chunk-signature={sent}\r\n"));
            body.Write(chunks[i]);
            if (chunks[i].Length > 0) body.Write("\r\n"u8);
        }

        if (Trailer is not null)
        {
            var signature = WrongTrailerSignature ? new string('0', 64) : seed.OfTrailer(previous, Trailer + "\n");
            body.Write(Encoding.ASCII.GetBytes($"{Trailer}\r\nx-amz-trailer-signature:{signature}\r\n"));
        }

        if (Ended) body.Write("\r\n"u8);
        return body.ToArray();
    }
}
