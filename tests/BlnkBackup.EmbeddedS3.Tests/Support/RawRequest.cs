namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>A request as it is to be signed and sent. What is not set is right; a test sets the one thing that is wrong.</summary>
/// <param name="Method">GET, PUT, ...</param>
/// <param name="Path">"/bucket/key", not encoded.</param>
internal sealed record RawRequest(string Method, string Path)
{
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>Headers beside host, x-amz-date and x-amz-content-sha256; all are signed.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Headers added after signing.</summary>
    public Dictionary<string, string> UnsignedHeaders { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>x-amz-content-sha256; null for the hash of the body.</summary>
    public string? PayloadHash { get; init; }

    /// <summary>Makes the body from the request's signature, for signed chunks.</summary>
    public Func<RawSignature, byte[]>? Framing { get; init; }

    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    public string? Region { get; init; }

    /// <summary>The time signed; null for the server's.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>False leaves out the Authorization header.</summary>
    public bool Signed { get; init; } = true;
}
