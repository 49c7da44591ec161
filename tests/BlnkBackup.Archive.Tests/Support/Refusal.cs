namespace BlnkBackup.Archive.Tests.Support;

/// <summary>An encoding that is to be refused.</summary>
internal static class Refusal
{
    public static Task<ArchiveFormatException> OfAsync(SampleArchive source) => OfAsync(source.ToBytes());

    public static Task<ArchiveFormatException> OfAsync(byte[] source) =>
        Assert.ThrowsAsync<ArchiveFormatException>(() => EncodingCall.Of(source).RunAsync());

    /// <summary>Asserts that a source is refused, where, and for what.</summary>
    public static async Task ExpectAsync(byte[] source, long offset, string expected, string found)
    {
        var refusal = await OfAsync(source);
        Assert.Equal(offset, refusal.Offset);
        Assert.Equal($"At byte {offset} of the archive: expected {expected}, found {found}.", refusal.Message);
    }

    public static Task ExpectAsync(SampleArchive source, long offset, string expected, string found) =>
        ExpectAsync(source.ToBytes(), offset, expected, found);
}
