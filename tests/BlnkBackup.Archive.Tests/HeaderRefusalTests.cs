using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class HeaderRefusalTests
{
    [Fact]
    public Task Nothing_is_no_archive() =>
        Refusal.ExpectAsync(Array.Empty<byte>(), 0, "the archive's magic PGDMP", "the end of the archive");

    [Fact]
    public Task Another_magic_is_refused() =>
        Refusal.ExpectAsync(Changed(4, (byte)'X'), 0, "the archive's magic PGDMP", "5047444D58");

    [Theory]
    [InlineData(5, 0, "0.16")]
    [InlineData(5, 2, "2.16")]
    [InlineData(6, 13, "1.13")]
    [InlineData(6, 17, "1.17")]
    public Task A_version_that_is_not_known_is_refused(int position, byte value, string version) =>
        Refusal.ExpectAsync(Changed(position, value), 5, "archive version 1.14 to 1.16", version);

    [Fact]
    public Task Ints_of_another_size_are_refused() =>
        Refusal.ExpectAsync(Changed(8, 8), 8, "the size of an int to be 4", "8");

    [Fact]
    public Task Offsets_of_another_size_are_refused() =>
        Refusal.ExpectAsync(Changed(9, 4), 9, "the size of an offset to be 8", "4");

    [Fact]
    public Task Another_format_is_refused() =>
        Refusal.ExpectAsync(Changed(10, 3), 10, "the custom format to be 1", "3");

    [Fact]
    public Task An_algorithm_that_is_not_known_is_refused() =>
        Refusal.ExpectAsync(Changed(11, 4), 11, "a compression algorithm (0 to 3)", "4");

    [Fact]
    public Task A_sign_byte_of_2_is_refused() =>
        Refusal.ExpectAsync(Changed(12, 2), 12, "the time of the dump (a sign byte 0 or 1)", "the byte 2");

    [Fact]
    public Task A_month_of_13_is_refused() =>
        Refusal.ExpectAsync(Changed(33, 12), 12, "the time of the dump", "2025-13-31 23:59:30");

    [Theory]
    [InlineData(14, 1, "Gzip")]
    [InlineData(14, -1, "Gzip")]
    [InlineData(14, 9, "Gzip")]
    [InlineData(15, 1, "Gzip")]
    [InlineData(16, 2, "Lz4")]
    [InlineData(16, 3, "Zstd")]
    public async Task A_source_that_is_compressed_already_is_refused(int minor, int compression, string named)
    {
        var refusal = await Refusal.OfAsync(new SampleArchive(minor) { Compression = compression });

        Assert.Equal($"The archive is compressed already ({named}): pg_dump is to write it with -Z0.", refusal.Message);
    }

    [Fact]
    public async Task What_was_encoded_once_is_not_encoded_again()
    {
        var encoded = await EncodedArchive.OfAsync(Samples.Small(16), Compression.FastZstd);

        Assert.Contains("compressed already (Zstd)", (await Refusal.OfAsync(encoded.Bytes)).Message, StringComparison.Ordinal);
    }

    private static byte[] Changed(int position, byte value)
    {
        var bytes = Samples.Small(16).ToBytes();
        bytes[position] = value;
        return bytes;
    }
}
