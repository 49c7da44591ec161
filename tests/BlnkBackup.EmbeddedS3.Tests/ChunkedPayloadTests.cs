using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class ChunkedPayloadTests : IAsyncLifetime
{
    private readonly byte[] first = Pattern.Bytes(64 << 10, 1);
    private readonly byte[] second = Pattern.Bytes(8192, 2);
    private readonly byte[] last = Pattern.Bytes(100, 3);
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Signed_chunks_become_the_content()
    {
        var answer = await store.Raw.SendAsync(new SignedChunks(first, second, last).Request("a.bin"));

        Assert.Equal(200, answer.Status);
        Assert.Equal([.. first, .. second, .. last], store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_chunks_signature_is_verified_even_the_empty_ones(int chunk) =>
        await RefusedAsync(new SignedChunks(first, second, last) { WrongSignature = chunk }, 403, "SignatureDoesNotMatch");

    [Fact]
    public async Task A_refusal_in_the_middle_of_a_body_leaves_the_connection_usable()
    {
        for (var i = 0; i < 5; i++) await RefusedAsync(new SignedChunks(first, second, last) { WrongSignature = 0 }, 403, "SignatureDoesNotMatch");

        Assert.Equal(1, store.Raw.Connections);
    }

    [Fact]
    public async Task Only_the_last_chunk_may_be_short() =>
        await RefusedAsync(new SignedChunks(first, last, last), 403, "InvalidChunkSizeError");

    [Fact]
    public async Task Content_without_its_empty_chunk_is_incomplete() =>
        await RefusedAsync(new SignedChunks(first) { Ended = false }, 400, "IncompleteBody");

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Content_is_of_the_decoded_length(int off)
    {
        var request = new SignedChunks(first).Request("a.bin");
        request.Headers["x-amz-decoded-content-length"] = $"{first.Length + off}";

        (await store.Raw.SendAsync(request)).IsRefusal(400, "IncompleteBody");
    }

    [Fact]
    public async Task Content_without_a_decoded_length_is_refused()
    {
        var request = new SignedChunks(first).Request("a.bin");
        request.Headers.Remove("x-amz-decoded-content-length");

        (await store.Raw.SendAsync(request)).IsRefusal(411, "MissingContentLength");
    }

    [Fact]
    public async Task A_trailing_checksum_is_verified()
    {
        var right = new SignedChunks(first) { Trailer = "x-amz-checksum-crc32:" + Pattern.Crc32(first) };

        await RefusedAsync(right with { Trailer = "x-amz-checksum-crc32:" + Pattern.Crc32(last) }, 400, "BadDigest");
        await RefusedAsync(right with { Trailer = "x-amz-checksum-crc32:short" }, 400, "InvalidRequest");
        await RefusedAsync(right with { WrongTrailerSignature = true }, 403, "SignatureDoesNotMatch");
        await RefusedAsync(right with { Trailer = "x-amz-checksum-adler32:AAAAAA==" }, 501, "NotImplemented");
        Assert.Equal(200, (await store.Raw.SendAsync(right.Request("a.bin"))).Status);
    }

    [Fact]
    public async Task The_trailer_that_comes_is_the_one_announced()
    {
        var request = new SignedChunks(first) { Trailer = "x-amz-checksum-crc32:" + Pattern.Crc32(first) }.Request("a.bin");
        request.Headers["x-amz-trailer"] = "x-amz-checksum-sha256";

        (await store.Raw.SendAsync(request)).IsRefusal(400, "MalformedTrailerError");
    }

    [Fact]
    public async Task A_trailer_announced_for_a_payload_without_one_is_refused()
    {
        var request = new SignedChunks(first).Request("a.bin");
        request.Headers["x-amz-trailer"] = "x-amz-checksum-crc32";

        (await store.Raw.SendAsync(request)).IsRefusal(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_streaming_payload_of_another_kind_is_not_implemented() => (await store.Raw.SendAsync(
        new SignedChunks(first).Request("a.bin") with { PayloadHash = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD" })).IsRefusal(501, "NotImplemented");

    [Fact]
    public async Task Unsigned_chunks_with_a_trailer_become_the_content()
    {
        var request = new RawRequest("PUT", $"/{Store.Bucket}/a.bin")
        {
            PayloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            Headers = { ["x-amz-decoded-content-length"] = "9", ["x-amz-trailer"] = "x-amz-checksum-crc32" },
            Body = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n"u8.ToArray(),
        };

        Assert.Equal(200, (await store.Raw.SendAsync(request)).Status);
        Assert.Equal("123456789"u8.ToArray(), store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    private async Task RefusedAsync(SignedChunks chunks, int status, string code)
    {
        (await store.Raw.SendAsync(chunks.Request("a.bin"))).IsRefusal(status, code);
        Assert.Empty(store.Server.Objects(Store.Bucket));
    }
}
