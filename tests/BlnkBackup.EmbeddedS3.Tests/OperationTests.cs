using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class OperationTests : IAsyncLifetime
{
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync(new EmbeddedS3Options { Region = "eu-central-1" });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task An_object_comes_back_with_all_that_was_said_of_it()
    {
        var put = new PutObjectRequest
        {
            BucketName = Store.Bucket,
            Key = "a.json",
            ContentBody = "{}",
            ContentType = "application/json",
            StorageClass = S3StorageClass.StandardInfrequentAccess,
            ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
            ServerSideEncryptionKeyManagementServiceKeyId = "a-key",
            BucketKeyEnabled = true,
            TagSet = [new Tag { Key = "for", Value = "a test & more" }],
        };
        put.Headers.ContentEncoding = "identity";
        put.Headers.CacheControl = "no-store";
        put.Metadata["run"] = "42";
        var written = await store.Client.PutObjectAsync(put);

        using var read = await store.Client.GetObjectAsync(Store.Bucket, "a.json");
        var head = await store.Client.GetObjectMetadataAsync(Store.Bucket, "a.json");
        var tags = await store.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Store.Bucket, Key = "a.json" });

        Assert.Equal("{}", await new StreamReader(read.ResponseStream).ReadToEndAsync());
        Assert.Equal("99914b932bd37a50b983c5e7c90ae93b", written.ETag.Trim('"'));
        Assert.Equal((written.ETag, 2, "application/json", "42"), (head.ETag, head.ContentLength, head.Headers.ContentType, head.Metadata["run"]));
        Assert.Equal(("identity", "no-store"), (head.Headers.ContentEncoding, head.Headers.CacheControl));
        Assert.Equal((S3StorageClass.StandardInfrequentAccess, ServerSideEncryptionMethod.AWSKMS), (head.StorageClass, head.ServerSideEncryptionMethod));
        Assert.Equal(("a-key", true), (head.ServerSideEncryptionKeyManagementServiceKeyId, head.BucketKeyEnabled));
        Assert.Equal(("for", "a test & more"), Assert.Single(tags.Tagging.Select(tag => (tag.Key, tag.Value))));
    }

    [Fact]
    public async Task What_create_said_is_said_of_the_completed_object()
    {
        var upload = await PartsUpload.StartAsync(store, "a.dump", request =>
        {
            request.Metadata["run"] = "42";
            request.StorageClass = S3StorageClass.GlacierInstantRetrieval;
            request.TagSet = [new Tag { Key = "for", Value = "test" }];
        });
        await upload.SendAsync(1, [1]);
        await upload.CompleteAsync();

        var head = await store.Client.GetObjectMetadataAsync(Store.Bucket, "a.dump");
        Assert.Equal(("42", S3StorageClass.GlacierInstantRetrieval), (head.Metadata["run"], head.StorageClass));
        Assert.Equal("test", store.Server.Objects(Store.Bucket)[0].Attributes.Tags["for"]);
    }

    [Fact]
    public async Task Buckets_are_made_found_and_located()
    {
        await store.Client.PutBucketAsync(new PutBucketRequest { BucketName = "another", ObjectLockEnabledForBucket = true });

        await store.Client.HeadBucketAsync(new HeadBucketRequest { BucketName = "another" });
        Assert.Equal("eu-central-1", (await store.Client.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = "another" })).Location.Value);
        await Refusal.IsAsync(409, "BucketAlreadyOwnedByYou", store.Client.PutBucketAsync("another"));
        await Refusal.IsAsync(404, "NoSuchBucket", store.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "missing" }));
        Assert.Equal(404, (await store.Raw.SendAsync(new RawRequest("HEAD", "/missing"))).Status);
        (await store.Raw.SendAsync(new RawRequest("PUT", "/Not_A_Bucket"))).IsRefusal(400, "InvalidBucketName");
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_deleting_nothing_succeeds()
    {
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = Store.Bucket, Key = "a", ContentBody = "a" });

        await store.Client.DeleteObjectAsync(Store.Bucket, "a");
        await store.Client.DeleteObjectAsync(Store.Bucket, "a");

        await Refusal.IsAsync(404, "NoSuchKey", store.Client.GetObjectAsync(Store.Bucket, "a"));
        Assert.Equal(404, (await store.Raw.SendAsync(new RawRequest("HEAD", $"/{Store.Bucket}/a"))).Status);
    }

    [Fact]
    public async Task Open_uploads_and_their_parts_are_listed()
    {
        var upload = await PartsUpload.StartAsync(store, "x/a.dump");
        await PartsUpload.StartAsync(store, "y/b.dump");
        for (var number = 1; number <= 3; number++) await upload.SendAsync(number, Pattern.Bytes(number));

        var uploads = await store.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Store.Bucket, Prefix = "x/" });
        Assert.Equal(("x/a.dump", upload.UploadId), Assert.Single(uploads.MultipartUploads.Select(u => (u.Key, u.UploadId))));

        var request = new ListPartsRequest { BucketName = Store.Bucket, Key = "x/a.dump", UploadId = upload.UploadId, MaxParts = 2 };
        var first = await store.Client.ListPartsAsync(request);
        request.PartNumberMarker = first.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var second = await store.Client.ListPartsAsync(request);
        Assert.Equal((true, false), (first.IsTruncated, second.IsTruncated));
        Assert.Equal([1, 2, 3], first.Parts.Concat(second.Parts).Select(part => part.Size));
        Assert.Equal(upload.Parts.Select(part => part.ETag), first.Parts.Concat(second.Parts).Select(part => part.ETag));
    }

    [Theory]
    [InlineData("GET", "/", "")]
    [InlineData("GET", "/backups", "")]
    [InlineData("GET", "/backups", "versions")]
    [InlineData("DELETE", "/backups", "")]
    [InlineData("POST", "/backups", "delete")]
    [InlineData("PUT", "/backups", "lifecycle")]
    [InlineData("GET", "/backups/a", "attributes")]
    [InlineData("GET", "/backups/a", "partNumber")]
    [InlineData("POST", "/backups/a", "")]
    [InlineData("PUT", "/backups/a", "tagging")]
    [InlineData("PATCH", "/backups/a", "")]
    public async Task What_is_not_understood_is_501_and_never_a_silent_success(string method, string path, string query)
    {
        var answer = await store.Raw.SendAsync(new RawRequest(method, path) { Query = query.Length == 0 ? [] : [(query, "")] });

        answer.IsRefusal(501, "NotImplemented");
    }

    [Fact]
    public async Task A_copy_is_not_implemented() => await Refusal.IsAsync(501, "NotImplemented",
        store.Client.CopyObjectAsync(Store.Bucket, "a", Store.Bucket, "b"));

    [Fact]
    public async Task Every_request_is_recorded_once_with_its_answer()
    {
        var upload = await PartsUpload.StartAsync(store, "a");
        await upload.SendAsync(7, [1]);
        await store.Raw.SendAsync(new RawRequest("GET", $"/{Store.Bucket}/missing"));

        Assert.Equal(
            [
                new RequestRecord("POST", Store.Bucket, "a", "CreateMultipartUpload", null, null, 200, null),
                new RequestRecord("PUT", Store.Bucket, "a", "UploadPart", 7, upload.UploadId, 200, null),
                new RequestRecord("GET", Store.Bucket, "missing", "GetObject", null, null, 404, "NoSuchKey"),
            ],
            store.Server.Requests);
    }
}
