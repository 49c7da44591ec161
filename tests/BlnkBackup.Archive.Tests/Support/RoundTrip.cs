namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Encodes an archive and holds the result against what the source says.</summary>
internal static class RoundTrip
{
    public static Task<DecodedArchive> OfAsync(SampleArchive source, Compression compression) => OfAsync(source.ToBytes(), compression);

    public static async Task<DecodedArchive> OfAsync(byte[] source, Compression compression)
    {
        var encoded = await EncodedArchive.OfAsync(source, compression);
        var was = ArchiveDecoder.Decode(source);
        var became = ArchiveDecoder.Decode(encoded.Bytes);
        Assert.Equal(was.Meaning, became.Meaning);
        Assert.Equal(was.ContentsLength, became.ContentsLength);
        Assert.Equal(
            became.Blocks.Select(block => (block.DumpId, (long)block.Offset, block.Rows, block.RawBytes)),
            encoded.Proof.Entries.Select(entry => (entry.Entry.DumpId, entry.Offset, entry.Rows, entry.RawBytes)));
        var offsets = became.Blocks.ToDictionary(block => block.DumpId, block => (long)block.Offset);
        Assert.Equal(
            became.Entries.Where(entry => entry.HasData).Select(entry => ((byte)2, offsets[entry.DumpId])),
            became.Entries.Where(entry => entry.HasData).Select(entry => (entry.OffsetState, entry.Offset)));
        Assert.Equal(encoded.Bytes.Length, encoded.Proof.Length);
        Assert.Equal(compression.Algorithm, encoded.Proof.Header.Algorithm);
        return became;
    }
}
