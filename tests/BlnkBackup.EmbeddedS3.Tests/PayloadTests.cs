using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class PayloadTests : IAsyncLifetime
{
    private const string Target = $"/{Store.Bucket}/a.bin";

    private readonly byte[] content = Pattern.Bytes(100_000);
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_body_whose_sha256_is_not_the_signed_one_is_refused() =>
        await RefusedAsync(Put() with { PayloadHash = new string('a', 64) }, 400, "XAmzContentSHA256Mismatch");

    [Fact]
    public async Task A_sha256_that_is_none_is_refused() =>
        await RefusedAsync(Put() with { PayloadHash = "abc" }, 400, "InvalidArgument");

    [Fact]
    public async Task A_request_without_a_body_has_the_empty_bodys_sha256() =>
        await RefusedAsync(new RawRequest("DELETE", Target) { PayloadHash = new string('a', 64) }, 400, "XAmzContentSHA256Mismatch");

    [Fact]
    public async Task An_unsigned_payload_is_taken_as_it_is()
    {
        Assert.Equal(200, (await store.Raw.SendAsync(Put() with { PayloadHash = "UNSIGNED-PAYLOAD" })).Status);
        Assert.Equal(content, store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Fact]
    public async Task A_body_that_is_not_of_its_content_md5_is_refused()
    {
        await RefusedAsync(Put("content-md5", Convert.ToBase64String(new byte[16])), 400, "BadDigest");
        await RefusedAsync(Put("content-md5", "not base64"), 400, "InvalidDigest");
    }

    [Theory]
    [InlineData("crc32", "y/Q5Jg==")]
    [InlineData("crc32c", "4waSgw==")]
    [InlineData("crc64nvme", "rosUhgp5mIg=")]
    [InlineData("sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public async Task A_body_is_compared_with_its_checksum(string algorithm, string ofDigits)
    {
        // The published check values: checksums of "123456789".
        var header = "x-amz-checksum-" + algorithm;
        var right = new RawRequest("PUT", Target) { Body = "123456789"u8.ToArray(), Headers = { [header] = ofDigits } };

        await RefusedAsync(right with { Body = "123456780"u8.ToArray() }, 400, "BadDigest");
        var answer = await store.Raw.SendAsync(right);

        Assert.Equal((200, ofDigits), (answer.Status, answer.Headers[header]));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "AAAA", 400, "InvalidRequest")]
    [InlineData("x-amz-checksum-crc32", "?", 400, "InvalidRequest")]
    [InlineData("x-amz-checksum-adler32", "AAAAAA==", 501, "NotImplemented")]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC32", 400, "InvalidRequest")]
    [InlineData("x-amz-trailer", "x-amz-checksum-crc32", 400, "InvalidRequest")]
    public async Task A_checksum_that_is_none_is_refused(string header, string value, int status, string code) =>
        await RefusedAsync(Put(header, value), status, code);

    [Fact]
    public async Task Two_checksums_are_one_too_many()
    {
        var request = Put("x-amz-checksum-crc32", Pattern.Crc32(content));
        request.Headers["x-amz-checksum-sha1"] = "98O8HYCOBHMq32eZZczDTKeuNEE=";

        await RefusedAsync(request, 400, "InvalidRequest");
    }

    [Fact]
    public async Task A_part_is_compared_with_the_checksum_the_SDK_was_given()
    {
        var upload = await PartsUpload.StartAsync(store, "a.bin");

        await Refusal.IsAsync(400, "BadDigest", upload.SendAsync(1, content, request => request.ChecksumCRC32 = Pattern.Crc32([1])));

        Assert.Empty(store.Server.OpenUploads(Store.Bucket)[0].Parts);
    }

    [Fact]
    public async Task What_the_SDK_sends_with_a_trailing_checksum_arrives_whole()
    {
        await store.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = Store.Bucket, Key = "a.bin", InputStream = new MemoryStream(content), UseChunkEncoding = true });

        var stored = store.Server.Objects(Store.Bucket)[0];
        Assert.Equal(content, stored.ToArray());
        Assert.Null(stored.Attributes.ContentEncoding);
        Assert.Equal(("CRC32", Pattern.Crc32(content)), (stored.Checksum!.Algorithm, stored.Checksum.Value));
    }

    private RawRequest Put() => new("PUT", Target) { Body = content };

    private RawRequest Put(string header, string value) => Put() with { Headers = new() { [header] = value } };

    private async Task RefusedAsync(RawRequest request, int status, string code)
    {
        (await store.Raw.SendAsync(request)).IsRefusal(status, code);
        Assert.Empty(store.Server.Objects(Store.Bucket));
    }
}
