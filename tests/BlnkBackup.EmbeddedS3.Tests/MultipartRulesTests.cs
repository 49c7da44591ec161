using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class MultipartRulesTests : IAsyncLifetime
{
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Parts_sent_in_any_order_and_with_gaps_join_in_order_of_their_numbers()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        var (first, second) = (Pattern.Bytes(Pattern.MinPartBytes, 1), Pattern.Bytes(10, 2));
        await upload.SendAsync(10_000, second);
        await upload.SendAsync(3, first);
        upload.Parts.Reverse();

        await upload.CompleteAsync();

        var stored = Assert.Single(store.Server.Objects(Store.Bucket));
        Assert.Equal([.. first, .. second], stored.ToArray());
        Assert.Equal([3, 10_000], stored.Parts.Select(part => part.PartNumber));
        Assert.EndsWith("-2", stored.ETag, StringComparison.Ordinal);
        Assert.Empty(store.Server.OpenUploads(Store.Bucket));
    }

    [Fact]
    public async Task A_part_sent_again_replaces_the_first_one()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        var old = await upload.SendAsync(1, [1]);
        await upload.SendAsync(1, [2]);

        await Refusal.IsAsync(400, "InvalidPart", upload.CompleteAsync(request => request.PartETags = [new PartETag(1, old.ETag)]));
        await upload.CompleteAsync();

        Assert.Equal([2], store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Fact]
    public async Task A_part_below_5_MiB_that_is_not_the_last_is_too_small()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, Pattern.Bytes(Pattern.MinPartBytes - 1));
        await upload.SendAsync(2, [1]);

        await Refusal.IsAsync(400, "EntityTooSmall", upload.CompleteAsync());

        Assert.Empty(store.Server.Objects(Store.Bucket));
        Assert.Single(store.Server.OpenUploads(Store.Bucket));
    }

    [Fact]
    public async Task Parts_listed_out_of_order_are_refused()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        var one = await upload.SendAsync(1, [1]);
        var two = await upload.SendAsync(2, [2]);

        // The SDK sorts the list, so the document is written by hand.
        var answer = await CompleteRawAsync(upload, (2, two.ETag), (1, one.ETag));
        answer.IsRefusal(400, "InvalidPartOrder");
        (await CompleteRawAsync(upload, (1, one.ETag), (1, one.ETag))).IsRefusal(400, "InvalidPartOrder");
    }

    [Fact]
    public async Task A_part_that_was_never_sent_or_has_another_etag_is_invalid()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        var one = await upload.SendAsync(1, [1]);

        await Refusal.IsAsync(400, "InvalidPart", upload.CompleteAsync(request => request.PartETags = [new PartETag(2, one.ETag)]));
        await Refusal.IsAsync(400, "InvalidPart",
            upload.CompleteAsync(request => request.PartETags = [new PartETag(1, "00000000000000000000000000000000")]));
    }

    [Fact]
    public async Task A_part_listed_with_another_checksum_is_invalid()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        var one = await upload.SendAsync(1, [1]);

        await Refusal.IsAsync(400, "InvalidPart", upload.CompleteAsync(request =>
            request.PartETags = [new PartETag(1, one.ETag) { ChecksumCRC32 = Pattern.Crc32([9]) }]));
    }

    [Fact]
    public async Task A_complete_without_parts_or_with_another_document_is_malformed()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");

        (await CompleteRawAsync(upload)).IsRefusal(400, "MalformedXML");
        (await SendCompleteAsync(upload, "<Something/>")).IsRefusal(400, "MalformedXML");
        (await SendCompleteAsync(upload, "not XML")).IsRefusal(400, "MalformedXML");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("one")]
    public async Task Part_numbers_are_1_to_10000(string number)
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");

        var answer = await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/a.dump")
        {
            Query = [("partNumber", number), ("uploadId", upload.UploadId)],
            Body = [1],
        });

        answer.IsRefusal(400, "InvalidArgument");
    }

    [Fact]
    public async Task An_upload_id_nobody_was_given_is_refused_everywhere()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, [1]);

        await Refusal.IsAsync(404, "NoSuchUpload", upload.SendAsync(2, [1], request => request.UploadId = "nobodys"));
        await Refusal.IsAsync(404, "NoSuchUpload", upload.CompleteAsync(request => request.UploadId = "nobodys"));
        await Refusal.IsAsync(404, "NoSuchUpload", store.Client.AbortMultipartUploadAsync(Store.Bucket, "a.dump", "nobodys"));
        await Refusal.IsAsync(404, "NoSuchUpload", store.Client.ListPartsAsync(Store.Bucket, "a.dump", "nobodys"));
    }

    [Fact]
    public async Task An_upload_id_belongs_to_its_key()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, [1]);

        await Refusal.IsAsync(404, "NoSuchUpload", upload.CompleteAsync(request => request.Key = "b.dump"));
    }

    [Fact]
    public async Task Nothing_is_left_of_an_aborted_upload()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, [1]);
        await upload.AbortAsync();

        await Refusal.IsAsync(404, "NoSuchUpload", upload.CompleteAsync());
        await Refusal.IsAsync(404, "NoSuchUpload", upload.SendAsync(1, [1]));
        await Refusal.IsAsync(404, "NoSuchUpload", upload.AbortAsync());
        Assert.Empty(store.Server.Objects(Store.Bucket));
        Assert.Empty(store.Server.OpenUploads(Store.Bucket));
    }

    [Fact]
    public async Task A_completed_upload_is_over()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, [1]);
        await upload.CompleteAsync();

        await Refusal.IsAsync(404, "NoSuchUpload", upload.CompleteAsync());
        await Refusal.IsAsync(404, "NoSuchUpload", upload.AbortAsync());
    }

    [Fact]
    public async Task The_size_promised_at_complete_is_compared()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump");
        await upload.SendAsync(1, [1, 2, 3]);

        await Refusal.IsAsync(400, "InvalidRequest", upload.CompleteAsync(request => request.MpuObjectSize = 4));
        Assert.Empty(store.Server.Objects(Store.Bucket));

        await upload.CompleteAsync(request => request.MpuObjectSize = 3);
        Assert.Equal(3, store.Server.Objects(Store.Bucket)[0].Length);
    }

    private Task<RawAnswer> CompleteRawAsync(PartsUpload upload, params (int Number, string ETag)[] parts) =>
        SendCompleteAsync(upload, "<CompleteMultipartUpload>"
            + string.Concat(parts.Select(p => $"<Part><ETag>{p.ETag}</ETag><PartNumber>{p.Number}</PartNumber></Part>"))
            + "</CompleteMultipartUpload>");

    private Task<RawAnswer> SendCompleteAsync(PartsUpload upload, string document) =>
        store.Raw.SendAsync(new RawRequest("POST", $"/{Store.Bucket}/{upload.Key}")
        {
            Query = [("uploadId", upload.UploadId)],
            Body = System.Text.Encoding.UTF8.GetBytes(document),
        });
}
