using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class FullObjectChecksumTests : IAsyncLifetime
{
    private readonly byte[] first = Pattern.Bytes(Pattern.MinPartBytes, 1);
    private readonly byte[] second = Pattern.Bytes(1_000_003, 2);
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task The_checksum_of_the_whole_is_combined_from_those_of_the_parts()
    {
        var upload = await SendPartsAsync(ChecksumType.FULL_OBJECT);
        var whole = Pattern.Crc32([.. first, .. second]);

        var answer = await upload.CompleteAsync(request => Promise(request, whole));

        Assert.Equal((whole, ChecksumType.FULL_OBJECT), (answer.ChecksumCRC32, answer.ChecksumType));
        var head = await store.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Store.Bucket, Key = "a.dump", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal(whole, head.ChecksumCRC32);
        Assert.Equal(whole, Convert.ToBase64String(BigEndian(store.Server.Objects(Store.Bucket)[0].Crc32)));
    }

    [Fact]
    public async Task A_wrong_checksum_of_the_whole_is_refused_and_the_upload_stays_open()
    {
        var upload = await SendPartsAsync(ChecksumType.FULL_OBJECT);

        await Refusal.IsAsync(400, "BadDigest", upload.CompleteAsync(request => Promise(request, Pattern.Crc32(first))));

        Assert.Empty(store.Server.Objects(Store.Bucket));
        Assert.Equal(2, Assert.Single(store.Server.OpenUploads(Store.Bucket)).Parts.Count);
    }

    [Fact]
    public async Task A_composite_checksum_is_that_of_the_parts_checksums()
    {
        var upload = await SendPartsAsync(ChecksumType.COMPOSITE);

        var answer = await upload.CompleteAsync();

        byte[] digests = [.. Convert.FromBase64String(Pattern.Crc32(first)), .. Convert.FromBase64String(Pattern.Crc32(second))];
        Assert.Equal((Pattern.Crc32(digests) + "-2", ChecksumType.COMPOSITE), (answer.ChecksumCRC32, answer.ChecksumType));
    }

    [Fact]
    public async Task The_type_and_the_algorithm_at_complete_are_those_of_the_upload()
    {
        var upload = await SendPartsAsync(ChecksumType.FULL_OBJECT);

        await Refusal.IsAsync(400, "InvalidRequest", upload.CompleteAsync(request => request.ChecksumType = ChecksumType.COMPOSITE));
        await Refusal.IsAsync(400, "InvalidRequest", upload.CompleteAsync(request => request.ChecksumCRC32C = Pattern.Crc32([1])));
    }

    [Fact]
    public async Task A_checksum_at_complete_needs_an_upload_with_an_algorithm()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, first);

        (await store.Raw.SendAsync(new RawRequest("POST", $"/{Store.Bucket}/a.dump")
        {
            Query = [("uploadId", upload.UploadId)],
            Headers = { ["x-amz-checksum-crc32"] = Pattern.Crc32(first) },
            Body = System.Text.Encoding.UTF8.GetBytes(
                $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{upload.Parts[0].ETag}</ETag></Part></CompleteMultipartUpload>"),
        })).IsRefusal(400, "InvalidRequest");
    }

    [Fact]
    public async Task A_parts_checksum_is_in_the_algorithm_of_the_upload()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump", request => request.ChecksumAlgorithm = ChecksumAlgorithm.SHA256);

        await Refusal.IsAsync(400, "InvalidRequest", upload.SendAsync(1, [1], request => request.ChecksumCRC32 = Pattern.Crc32([1])));
    }

    [Theory]
    [InlineData("SHA256", "FULL_OBJECT", 400, "InvalidRequest")]
    [InlineData("CRC64NVME", "COMPOSITE", 400, "InvalidRequest")]
    [InlineData("CRC32", "HALF_OBJECT", 400, "InvalidRequest")]
    [InlineData("", "FULL_OBJECT", 400, "InvalidRequest")]
    [InlineData("ADLER32", "", 501, "NotImplemented")]
    public async Task An_algorithm_that_cannot_be_of_a_type_is_refused(string algorithm, string type, int status, string code)
    {
        var request = new RawRequest("POST", $"/{Store.Bucket}/a.dump") { Query = [("uploads", "")] };
        if (algorithm.Length > 0) request.Headers["x-amz-checksum-algorithm"] = algorithm;
        if (type.Length > 0) request.Headers["x-amz-checksum-type"] = type;

        (await store.Raw.SendAsync(request)).IsRefusal(status, code);
    }

    private static void Promise(CompleteMultipartUploadRequest request, string crc32)
    {
        request.ChecksumCRC32 = crc32;
        request.ChecksumType = ChecksumType.FULL_OBJECT;
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private async Task<PartsUpload> SendPartsAsync(ChecksumType type)
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump", request =>
        {
            request.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
            request.ChecksumType = type;
        });
        await upload.SendAsync(2, second, request => request.ChecksumCRC32 = Pattern.Crc32(second));
        await upload.SendAsync(1, first, request => request.ChecksumCRC32 = Pattern.Crc32(first));
        return upload;
    }
}
