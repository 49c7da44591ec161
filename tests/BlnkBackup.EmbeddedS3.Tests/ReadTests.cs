using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class ReadTests : IAsyncLifetime
{
    private const string Target = $"/{Store.Bucket}/a.bin";

    private Store store = null!;
    private string etag = "";

    public async Task InitializeAsync()
    {
        store = await Store.StartAsync();
        // Three chunks of the server's: two parts and a half of one.
        var upload = await PartsUpload.StartAsync(store, "a.bin");
        await upload.SendAsync(1, Pattern.Bytes(Pattern.MinPartBytes, 1));
        await upload.SendAsync(2, Pattern.Bytes(Pattern.MinPartBytes, 2));
        await upload.SendAsync(3, "0123456789"u8.ToArray());
        etag = (await upload.CompleteAsync()).ETag;
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_range_over_the_border_of_two_parts_is_that_of_the_whole()
    {
        using var answer = await store.Client.GetObjectAsync(new GetObjectRequest
        {
            BucketName = Store.Bucket,
            Key = "a.bin",
            ByteRange = new ByteRange(Pattern.MinPartBytes - 5, Pattern.MinPartBytes + 4),
        });
        var got = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(got);

        byte[] expected = [.. Pattern.Bytes(Pattern.MinPartBytes, 1)[^5..], .. Pattern.Bytes(Pattern.MinPartBytes, 2)[..5]];
        Assert.Equal(expected, got.ToArray());
        Assert.Equal("bytes 5242875-5242884/10485770", answer.ContentRange);
    }

    [Theory]
    [InlineData("bytes=10485760-", "0123456789")]
    [InlineData("bytes=10485768-99999999999999999999999", "89")]
    [InlineData("bytes=10485762-10485763", "23")]
    [InlineData("bytes=-3", "789")]
    public async Task A_range_may_be_open_at_either_end(string range, string expected)
    {
        var answer = await GetAsync("Range", range);

        Assert.Equal((206, expected), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("bytes=10485770-")]
    [InlineData("bytes=-0")]
    public async Task A_range_behind_the_end_is_416(string range)
    {
        var answer = await GetAsync("Range", range);

        answer.IsRefusal(416, "InvalidRange");
        Assert.Equal("bytes */10485770", answer.Headers["Content-Range"]);
    }

    [Theory]
    [InlineData("bytes=x-5")]
    [InlineData("bytes=5-x")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=-")]
    [InlineData("lines=1-2")]
    public async Task A_range_that_is_none_is_ignored(string range)
    {
        var answer = await GetAsync("Range", range);

        Assert.Equal((200, 10_485_770), (answer.Status, answer.Body.Length));
    }

    [Fact]
    public async Task A_suffix_longer_than_the_object_is_all_of_it() =>
        Assert.Equal(10_485_770, (await GetAsync("Range", "bytes=-99999999")).Body.Length);

    [Fact]
    public async Task A_read_of_another_objects_etag_is_412()
    {
        (await GetAsync("If-Match", "\"other\"")).IsRefusal(412, "PreconditionFailed");
        Assert.Equal(412, (await HeadAsync("If-Match", "\"other\"")).Status);
        Assert.Equal(200, (await HeadAsync("If-Match", etag)).Status);
    }

    [Fact]
    public async Task A_read_of_what_is_known_already_is_304()
    {
        var answer = await GetAsync("If-None-Match", etag);

        Assert.Equal((304, 0), (answer.Status, answer.Body.Length));
        Assert.Equal(304, (await HeadAsync("If-None-Match", etag)).Status);
        Assert.Equal(200, (await HeadAsync("If-None-Match", "\"other\"")).Status);
    }

    [Theory]
    [InlineData("If-Modified-Since")]
    [InlineData("If-Unmodified-Since")]
    public async Task A_condition_on_time_is_refused_rather_than_ignored(string header) =>
        (await GetAsync(header, "Mon, 01 Jan 2024 00:00:00 GMT")).IsRefusal(501, "NotImplemented");

    [Fact]
    public async Task Another_version_of_an_object_is_not_there() =>
        await Refusal.IsAsync(404, "NoSuchVersion", store.Client.GetObjectAsync(Store.Bucket, "a.bin", "another"));

    [Fact]
    public async Task A_flipped_bit_is_read_and_the_recorded_checksum_stays()
    {
        var before = store.Server.Objects(Store.Bucket)[0];
        store.Server.FlipBit(Store.Bucket, "a.bin", 10_485_761, 1);

        Assert.Equal("0323456789", (await GetAsync("Range", "bytes=-10")).Text);
        Assert.Equal((before.Crc32, before.ETag), (store.Server.Objects(Store.Bucket)[0].Crc32, store.Server.Objects(Store.Bucket)[0].ETag));
        Assert.EndsWith("0123456789", System.Text.Encoding.ASCII.GetString(before.ToArray()[^10..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_object_is_shorter()
    {
        store.Server.Cut(Store.Bucket, "a.bin", Pattern.MinPartBytes + 3L);

        byte[] expected = [.. Pattern.Bytes(Pattern.MinPartBytes, 1), .. Pattern.Bytes(Pattern.MinPartBytes, 2)[..3]];
        Assert.Equal(expected, (await store.Raw.SendAsync(new RawRequest("GET", Target))).Body);
    }

    private Task<RawAnswer> GetAsync(string header, string value) =>
        store.Raw.SendAsync(new RawRequest("GET", Target) { UnsignedHeaders = { [header] = value } });

    private Task<RawAnswer> HeadAsync(string header, string value) =>
        store.Raw.SendAsync(new RawRequest("HEAD", Target) { UnsignedHeaders = { [header] = value } });
}
