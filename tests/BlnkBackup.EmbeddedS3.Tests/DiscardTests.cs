using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class DiscardTests : IAsyncLifetime
{
    private const int PartBytes = 16 << 20;
    private const int PartCount = 19;

    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync(new EmbeddedS3Options { Discard = true });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task An_upload_of_300_MB_is_checked_but_not_kept()
    {
        var part = Pattern.Bytes(PartBytes);
        var crc32 = Pattern.Crc32(part);
        var upload = await PartsUpload.StartAsync(store, "a.dump", request =>
        {
            request.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
            request.ChecksumType = ChecksumType.FULL_OBJECT;
        });
        for (var number = 1; number <= PartCount; number++) await SendAsync(upload, number, part, crc32);

        await upload.CompleteAsync(request => request.MpuObjectSize = (long)PartBytes * PartCount);

        var head = await store.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Store.Bucket, Key = "a.dump", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal((long)PartBytes * PartCount, head.ContentLength);
        var whole = new System.IO.Hashing.Crc32();
        for (var number = 1; number <= PartCount; number++) whole.Append(part);
        Assert.Equal(whole.GetCurrentHashAsUInt32(), store.Server.Objects(Store.Bucket)[0].Crc32);
        Assert.Equal(0, store.Server.Objects(Store.Bucket)[0].Parts.Sum(p => p.Body.KeptBytes));
    }

    [Fact]
    public async Task A_discarded_body_cannot_be_read()
    {
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = Store.Bucket, Key = "a", ContentBody = "abc" });

        await Refusal.IsAsync(501, "NotImplemented", store.Client.GetObjectAsync(Store.Bucket, "a"));

        Assert.Equal(3, (await store.Client.GetObjectMetadataAsync(Store.Bucket, "a")).ContentLength);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_all_the_same()
    {
        var upload = await PartsUpload.StartAsync(store, "a");

        await Refusal.IsAsync(400, "BadDigest", upload.SendAsync(1, [1], request => request.ChecksumCRC32 = Pattern.Crc32([2])));
        (await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/a")
        {
            Body = [1],
            Headers = { ["content-md5"] = Convert.ToBase64String(new byte[16]) },
        })).IsRefusal(400, "BadDigest");
    }

    /// <summary>Raw and unsigned, since the SDK's SHA-256 and the server's are most of the time.</summary>
    private async Task SendAsync(PartsUpload upload, int number, byte[] part, string crc32)
    {
        var answer = await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/{upload.Key}")
        {
            Query = [("partNumber", $"{number}"), ("uploadId", upload.UploadId)],
            Headers = { ["x-amz-checksum-crc32"] = crc32 },
            PayloadHash = "UNSIGNED-PAYLOAD",
            Body = part,
        });
        Assert.Equal(200, answer.Status);
        upload.Parts.Add(new PartETag(number, answer.Headers["ETag"]));
    }
}
