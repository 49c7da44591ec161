using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class ConditionalWriteTests : IAsyncLifetime
{
    private const int Writers = 8;

    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync();

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_put_that_may_only_make_a_new_object_leaves_an_existing_one_alone()
    {
        await PutAsync("first");

        await Refusal.IsAsync(412, "PreconditionFailed", PutAsync("second"));

        Assert.Equal("first"u8.ToArray(), store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Fact]
    public async Task A_complete_that_may_only_make_a_new_object_leaves_an_existing_one_alone()
    {
        await PutAsync("first");
        var upload = await PartsUpload.StartAsync(store, "a.json");
        await upload.SendAsync(1, [1]);

        await Refusal.IsAsync(412, "PreconditionFailed", upload.CompleteAsync(request => request.IfNoneMatch = "*"));

        Assert.Equal("first"u8.ToArray(), store.Server.Objects(Store.Bucket)[0].ToArray());
        Assert.Single(store.Server.OpenUploads(Store.Bucket));
    }

    [Fact]
    public async Task Without_the_condition_the_last_writer_wins()
    {
        await PutAsync("first");
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = Store.Bucket, Key = "a.json", ContentBody = "second" });

        Assert.Equal("second"u8.ToArray(), store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Fact]
    public async Task Exactly_one_of_many_racing_puts_wins()
    {
        var start = new TaskCompletionSource();
        store.Faults.Add("PutObject", new FaultAction.Hold(start.Task));
        var puts = Enumerable.Range(0, Writers).Select(i => PutAsync($"writer {i}")).ToList();
        start.SetResult();

        await OneWinsAsync(puts);
    }

    [Fact]
    public async Task Exactly_one_of_many_racing_completes_wins()
    {
        var uploads = new List<PartsUpload>();
        for (var i = 0; i < Writers; i++)
        {
            uploads.Add(await PartsUpload.StartAsync(store, "a.json"));
            await uploads[i].SendAsync(1, [(byte)i]);
        }

        var start = new TaskCompletionSource();
        store.Faults.Add("CompleteMultipartUpload", new FaultAction.Hold(start.Task));
        var completes = uploads.Select(upload => upload.CompleteAsync(request => request.IfNoneMatch = "*")).ToList();
        start.SetResult();

        await OneWinsAsync(completes);
        Assert.Equal(Writers - 1, store.Server.OpenUploads(Store.Bucket).Count);
    }

    [Theory]
    [InlineData("If-Match", "\"abc\"")]
    [InlineData("If-None-Match", "\"abc\"")]
    public async Task A_condition_on_a_write_that_is_not_understood_is_refused(string header, string value) =>
        (await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/a.json") { Body = [1], Headers = { [header] = value } }))
        .IsRefusal(501, "NotImplemented");

    [Fact]
    public async Task A_conditional_delete_is_refused_rather_than_done_without_its_condition()
    {
        await PutAsync("first");

        (await store.Raw.SendAsync(new RawRequest("DELETE", $"/{Store.Bucket}/a.json") { Headers = { ["If-Match"] = "\"abc\"" } }))
            .IsRefusal(501, "NotImplemented");

        Assert.Single(store.Server.Objects(Store.Bucket));
    }

    private static async Task OneWinsAsync<T>(IReadOnlyList<Task<T>> writers)
    {
        var refused = 0;
        foreach (var writer in writers)
        {
            try
            {
                await writer;
            }
            catch (AmazonS3Exception refusal) when (refusal.ErrorCode == "PreconditionFailed")
            {
                refused++;
            }
        }

        Assert.Equal(writers.Count - 1, refused);
    }

    private Task<PutObjectResponse> PutAsync(string content) => store.Client.PutObjectAsync(
        new PutObjectRequest { BucketName = Store.Bucket, Key = "a.json", ContentBody = content, IfNoneMatch = "*" });
}
