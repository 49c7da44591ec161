namespace BlnkBackup.Archive.Tests.Support;

/// <summary>An archive that was encoded, the proof of it, and its contents as they came before the offsets were known.</summary>
internal sealed record EncodedArchive(byte[] Bytes, WholeArchive Proof, byte[] FirstContents)
{
    public static Task<EncodedArchive> OfAsync(SampleArchive source, Compression compression) => OfAsync(source.ToBytes(), compression);

    public static Task<EncodedArchive> OfAsync(byte[] source, Compression compression) =>
        OfAsync(new MemoryStream(source, writable: false), compression);

    public static async Task<EncodedArchive> OfAsync(Stream source, Compression compression)
    {
        var destination = new RetainingDestination();
        var whole = await new EncodingCall(source) { Destination = destination }.With(compression).RunAsync();
        return new EncodedArchive(destination.Assemble(whole), whole, destination.Contents);
    }
}
