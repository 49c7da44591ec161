using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.EmbeddedS3.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly byte[] content = Pattern.Bytes(3_000_000);
    private Store store = null!;

    public static TheoryData<string, int, string> Answers => new()
    {
        { nameof(FaultAction.SlowDown), 503, "SlowDown" },
        { nameof(FaultAction.InternalError), 500, "InternalError" },
        { nameof(FaultAction.ExpiredToken), 400, "ExpiredToken" },
        { nameof(FaultAction.AccessDenied), 403, "AccessDenied" },
    };

    public async Task InitializeAsync() => store = await Store.StartAsync(new EmbeddedS3Options { TimeProvider = time });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_error_answer_keeps_the_request_from_taking_effect(string name, int status, string code)
    {
        var action = (FaultAction)typeof(FaultAction).GetProperty(name)!.GetValue(null)!;
        store.Faults.Add("PutObject", action);

        await Refusal.IsAsync(status, code, PutAsync());

        Assert.Empty(store.Server.Objects(Store.Bucket));
        Assert.Equal(("PutObject", status, code), Last());
    }

    [Fact]
    public async Task An_error_answer_can_come_after_the_request_took_effect()
    {
        store.Faults.Add("PutObject", new FaultAction.Answer(500, "InternalError", Processed: true));

        await Refusal.IsAsync(500, "InternalError", PutAsync());

        Assert.Equal(content, store.Server.Objects(Store.Bucket)[0].ToArray());
    }

    [Fact]
    public async Task A_reset_before_the_body_leaves_nothing_behind() => await NothingIsLeftAsync(FaultAction.ResetBefore);

    [Fact]
    public async Task A_reset_in_the_middle_of_the_body_leaves_nothing_behind() => await NothingIsLeftAsync(FaultAction.ResetMidBody);

    [Fact]
    public async Task A_reset_in_the_middle_of_no_body_comes_at_once()
    {
        store.Faults.Add("CreateMultipartUpload", FaultAction.ResetMidBody);

        await IsResetAsync(PartsUpload.StartAsync(store, "a.bin"));

        Assert.Empty(store.Server.OpenUploads(Store.Bucket));
    }

    [Fact]
    public async Task A_lost_answer_is_that_of_a_request_that_took_effect()
    {
        var upload = await PartsUpload.StartAsync(store, "a.bin");
        await upload.SendAsync(1, content);
        store.Faults.Add("CompleteMultipartUpload", FaultAction.LoseAnswer);

        // On a connection of its own: HttpClient itself sends again what was lost on one that it used before.
        await Assert.ThrowsAsync<HttpRequestException>(() => CompleteRawAsync(upload));

        Assert.Equal(content, store.Server.Objects(Store.Bucket)[0].ToArray());
        Assert.Equal(("CompleteMultipartUpload", 0, null), Last());
    }

    [Fact]
    public async Task A_delay_goes_by_the_servers_clock()
    {
        store.Faults.Add("PutObject", new FaultAction.Delay(TimeSpan.FromMinutes(5)));
        var put = PutAsync();
        while (store.Faults.Fired == 0) await Task.Yield();
        Assert.Empty(store.Server.Objects(Store.Bucket));

        // The rule has fired, but its timer may not be set yet.
        while (!put.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        await put;
        Assert.Single(store.Server.Objects(Store.Bucket));
    }

    [Fact]
    public async Task A_held_request_waits_for_the_test()
    {
        var until = new TaskCompletionSource();
        store.Faults.Add("PutObject", new FaultAction.Hold(until.Task));
        var put = PutAsync();
        while (store.Faults.Fired == 0) await Task.Yield();
        Assert.Empty(store.Server.Objects(Store.Bucket));

        until.SetResult();
        await put;

        Assert.Single(store.Server.Objects(Store.Bucket));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_can_come_with_status_200_and_white_space_before_it(bool processed)
    {
        var upload = await PartsUpload.StartAsync(store, "a.bin");
        await upload.SendAsync(1, [1]);
        store.Faults.Add("CompleteMultipartUpload", new FaultAction.ErrorIn200("InternalError", Processed: processed), 1);

        var answer = await CompleteRawAsync(upload);

        answer.IsRefusal(200, "InternalError");
        Assert.Contains("?>\n  \n  <Error>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(processed ? 1 : 0, store.Server.Objects(Store.Bucket).Count);
        Assert.Equal(processed ? 0 : 1, store.Server.OpenUploads(Store.Bucket).Count);
    }

    [Fact]
    public async Task The_SDK_notices_an_error_that_comes_with_status_200()
    {
        var upload = await PartsUpload.StartAsync(store, "a.bin");
        await upload.SendAsync(1, [1]);
        store.Faults.Add("CompleteMultipartUpload", new FaultAction.ErrorIn200("InternalError"));

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => upload.CompleteAsync());

        Assert.Equal("InternalError", refusal.ErrorCode);
    }

    [Fact]
    public async Task A_cut_body_ends_before_its_content_length()
    {
        await PutAsync();
        store.Faults.Add("GetObject", new FaultAction.CutBody(1_000_000));

        using var answer = await store.Client.GetObjectAsync(Store.Bucket, "a.bin");
        Assert.Equal(content.Length, answer.ContentLength);
        await Assert.ThrowsAnyAsync<IOException>(() => answer.ResponseStream.CopyToAsync(Stream.Null));

        Assert.Equal(("GetObject", 0, null), Last());
    }

    [Fact]
    public async Task A_document_can_be_cut_too()
    {
        store.Faults.Add("ListObjectsV2", new FaultAction.CutBody(100));

        await Assert.ThrowsAsync<HttpRequestException>(() => store.Raw.SendAsync(
            new RawRequest("GET", $"/{Store.Bucket}") { Query = [("list-type", "2")] }));
    }

    [Fact]
    public async Task A_wrong_checksum_is_noticed_by_the_SDK()
    {
        await PutAsync();
        store.Faults.Add(new FaultRule(new FaultAction.WrongChecksum()));

        var head = await store.Client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = Store.Bucket, Key = "a.bin", ChecksumMode = ChecksumMode.ENABLED });
        Assert.NotEqual(Pattern.Crc32(content), head.ChecksumCRC32);

        using var answer = await store.Client.GetObjectAsync(Store.Bucket, "a.bin");
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonClientException>(() => answer.ResponseStream.CopyToAsync(Stream.Null));
    }

    private Task<PutObjectResponse> PutAsync() => store.Client.PutObjectAsync(
        new PutObjectRequest { BucketName = Store.Bucket, Key = "a.bin", InputStream = new MemoryStream(content) });

    private Task<RawAnswer> CompleteRawAsync(PartsUpload upload) => store.Raw.SendAsync(new RawRequest("POST", $"/{Store.Bucket}/a.bin")
    {
        Query = [("uploadId", upload.UploadId)],
        Body = System.Text.Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{upload.Parts[0].ETag}</ETag></Part></CompleteMultipartUpload>"),
    });

    private async Task NothingIsLeftAsync(FaultAction action)
    {
        store.Faults.Add("PutObject", action);

        await IsResetAsync(PutAsync());

        Assert.Empty(store.Server.Objects(Store.Bucket));
        Assert.Equal(("PutObject", 0, null), Last());
    }

    /// <summary>The call fails without any answer of S3's.</summary>
    private static async Task IsResetAsync(Task call)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.False(fault is AmazonS3Exception { ErrorCode.Length: > 0 }, fault.ToString());
    }

    private (string Operation, int Status, string? Code) Last()
    {
        var last = store.Server.Requests[^1];
        return (last.Operation, last.Status, last.ErrorCode);
    }
}
