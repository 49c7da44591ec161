using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class AttributeRefusalTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync(
        new EmbeddedS3Options { DeniedKmsKeys = ["denied"], TimeProvider = time });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_denied_kms_key_can_neither_write_nor_read()
    {
        await Refusal.IsAsync(403, "AccessDenied", PutAsync(Encrypt));
        await Refusal.IsAsync(403, "AccessDenied", PartsUpload.StartAsync(store, "a", request =>
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            request.ServerSideEncryptionKeyManagementServiceKeyId = "denied";
        }));

        store.Server.Put(Store.Bucket, new StoredObject
        {
            Key = "a",
            Body = StoredBody.Of([1]),
            ETag = "a",
            LastModified = time.GetUtcNow(),
            Attributes = new Buckets.ObjectAttributes { ServerSideEncryption = "aws:kms", KmsKeyId = "denied" },
        });
        await Refusal.IsAsync(403, "AccessDenied", store.Client.GetObjectAsync(Store.Bucket, "a"));

        static void Encrypt(PutObjectRequest request)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            request.ServerSideEncryptionKeyManagementServiceKeyId = "denied";
        }
    }

    [Theory]
    [InlineData("x-amz-storage-class", "CHEAPEST", "InvalidStorageClass")]
    [InlineData("x-amz-server-side-encryption", "rot13", "InvalidArgument")]
    [InlineData("x-amz-server-side-encryption-aws-kms-key-id", "a-key", "InvalidArgument")]
    [InlineData("x-amz-tagging", "a=1&a=2", "InvalidTag")]
    [InlineData("x-amz-tagging", "=1", "InvalidTag")]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE", "InvalidRequest")]
    [InlineData("x-amz-object-lock-legal-hold", "ON", "InvalidRequest")]
    [InlineData("x-amz-object-lock-legal-hold", "MAYBE", "InvalidArgument")]
    public async Task What_S3_does_not_know_or_allow_is_refused_by_put_and_create(string header, string value, string code)
    {
        var put = new RawRequest("PUT", $"/{Store.Bucket}/a") { Headers = { [header] = value } };
        var create = put with { Method = "POST", Query = [("uploads", "")] };

        (await store.Raw.SendAsync(put)).IsRefusal(400, code);
        (await store.Raw.SendAsync(create)).IsRefusal(400, code);
        Assert.Empty(store.Server.Objects(Store.Bucket));
    }

    [Fact]
    public async Task Ten_tags_are_the_most()
    {
        await PutAsync(request => request.TagSet = Tags(10));
        await Refusal.IsAsync(400, "BadRequest", PutAsync(request => request.TagSet = Tags(11)));

        static List<Tag> Tags(int count) => [.. Enumerable.Range(0, count).Select(i => new Tag { Key = $"k{i}", Value = "v" })];
    }

    [Fact]
    public async Task A_retained_object_stays_until_its_time_is_over()
    {
        var until = time.GetUtcNow().AddDays(1);
        await PutAsync(request => Retain(request, until));

        var retention = await store.Client.GetObjectRetentionAsync(new GetObjectRetentionRequest { BucketName = Store.LockedBucket, Key = "a" });
        var head = await store.Client.GetObjectMetadataAsync(Store.LockedBucket, "a");
        Assert.Equal(ObjectLockRetentionMode.Compliance, retention.Retention.Mode);
        Assert.NotNull(head.VersionId);
        Assert.NotNull(head.ObjectLockRetainUntilDate);
        await Refusal.IsAsync(403, "AccessDenied", store.Client.DeleteObjectAsync(Store.LockedBucket, "a"));

        time.Advance(TimeSpan.FromDays(1));
        await store.Raw.SendAsync(new RawRequest("DELETE", $"/{Store.LockedBucket}/a"));
        Assert.Empty(store.Server.Objects(Store.LockedBucket));
    }

    [Fact]
    public async Task A_held_object_stays()
    {
        await PutAsync(request =>
        {
            request.BucketName = Store.LockedBucket;
            request.ObjectLockLegalHoldStatus = ObjectLockLegalHoldStatus.On;
        });

        await Refusal.IsAsync(403, "AccessDenied", store.Client.DeleteObjectAsync(Store.LockedBucket, "a"));
        Assert.Equal(ObjectLockLegalHoldStatus.On, (await store.Client.GetObjectMetadataAsync(Store.LockedBucket, "a")).ObjectLockLegalHoldStatus);
        Assert.Equal(ObjectLockLegalHoldStatus.On, (await store.Client.GetObjectLegalHoldAsync(Hold(Store.LockedBucket))).LegalHold.Status);
    }

    [Fact]
    public async Task A_retention_that_is_over_already_is_refused() =>
        await Refusal.IsAsync(400, "InvalidArgument", PutAsync(request => Retain(request, time.GetUtcNow().AddDays(-1))));

    [Fact]
    public async Task A_bucket_says_whether_it_has_object_lock()
    {
        var locked = await store.Client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = Store.LockedBucket });
        Assert.Equal(ObjectLockEnabled.Enabled, locked.ObjectLockConfiguration.ObjectLockEnabled);
        await Refusal.IsAsync(404, "ObjectLockConfigurationNotFoundError",
            store.Client.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = Store.Bucket }));
    }

    [Theory]
    [InlineData(Store.LockedBucket, 404, "NoSuchObjectLockConfiguration")]
    [InlineData(Store.Bucket, 400, "InvalidRequest")]
    public async Task An_object_without_a_lock_says_so_and_a_bucket_without_locks_too(string bucket, int status, string code)
    {
        await PutAsync(request => request.BucketName = bucket);

        await Refusal.IsAsync(status, code, store.Client.GetObjectRetentionAsync(new GetObjectRetentionRequest { BucketName = bucket, Key = "a" }));
        await Refusal.IsAsync(status, code, store.Client.GetObjectLegalHoldAsync(Hold(bucket)));
    }

    private static GetObjectLegalHoldRequest Hold(string bucket) => new() { BucketName = bucket, Key = "a" };

    private static void Retain(PutObjectRequest request, DateTimeOffset until)
    {
        request.BucketName = Store.LockedBucket;
        request.ObjectLockMode = ObjectLockMode.Compliance;
        request.ObjectLockRetainUntilDate = until.UtcDateTime;
    }

    private Task<PutObjectResponse> PutAsync(Action<PutObjectRequest> change)
    {
        var request = new PutObjectRequest { BucketName = Store.Bucket, Key = "a", ContentBody = "a" };
        change(request);
        return store.Client.PutObjectAsync(request);
    }
}
