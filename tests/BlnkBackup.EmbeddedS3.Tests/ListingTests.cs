using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class ListingTests : IAsyncLifetime
{
    // In S3's order, which is that of UTF-8: the last two stand the other way round in UTF-16.
    private static readonly string[] OddKeys =
    [
        " leading", "%41", "a b", "a&b=c", "a+b", "a/../b", "a/./b", "a//b", "a<b>", "ä/ö", "\uFF5E", "😀",
    ];

    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync(new EmbeddedS3Options { ListingPageLimit = 3 });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task Odd_keys_are_written_listed_and_read_as_they_are()
    {
        foreach (var key in OddKeys.Reverse())
            Assert.Equal(200, (await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/{key}") { Body = "x"u8.ToArray() })).Status);

        Assert.Equal(OddKeys, (await AllAsync(new ListObjectsV2Request())).Keys);
        Assert.Equal(OddKeys, store.Server.Objects(Store.Bucket).Select(stored => stored.Key));
        foreach (var key in OddKeys)
            Assert.Equal("x", (await store.Raw.SendAsync(new RawRequest("GET", $"/{Store.Bucket}/{key}"))).Text);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("%41")]
    [InlineData("a//b")]
    [InlineData("ä/😀")]
    public async Task The_SDK_reads_the_odd_keys_it_wrote(string key)
    {
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = Store.Bucket, Key = key, ContentBody = "x" });

        Assert.Equal(key, Assert.Single(store.Server.Objects(Store.Bucket)).Key);
        Assert.Equal(1, (await store.Client.GetObjectMetadataAsync(Store.Bucket, key)).ContentLength);
        Assert.Equal([key], (await AllAsync(new ListObjectsV2Request())).Keys);
    }

    [Fact]
    public async Task Url_encoded_listings_name_the_same_keys()
    {
        await PutAsync(OddKeys);

        var listed = await AllAsync(new ListObjectsV2Request { Encoding = Amazon.S3.EncodingType.Url });

        Assert.Equal(OddKeys, listed.Keys.Select(Uri.UnescapeDataString));
        Assert.Contains("a%2Bb", listed.Keys);
    }

    [Fact]
    public async Task Pages_join_to_all_keys_each_once()
    {
        var keys = Enumerable.Range(10, 10).Select(i => $"k{i}").ToArray();
        await PutAsync(keys);

        var listed = await AllAsync(new ListObjectsV2Request());
        var smaller = await AllAsync(new ListObjectsV2Request { MaxKeys = 2 });

        Assert.Equal((4, 5), (listed.Pages, smaller.Pages));
        Assert.Equal(keys, listed.Keys);
        Assert.Equal(keys, smaller.Keys);
    }

    [Fact]
    public async Task A_prefix_and_a_start_choose_among_the_keys()
    {
        await PutAsync("a1", "a2", "a3", "b1", "b2");

        Assert.Equal(["a1", "a2", "a3"], (await AllAsync(new ListObjectsV2Request { Prefix = "a" })).Keys);
        Assert.Equal(["a3", "b1", "b2"], (await AllAsync(new ListObjectsV2Request { StartAfter = "a2" })).Keys);
        Assert.Equal(["b2"], (await AllAsync(new ListObjectsV2Request { StartAfter = "b1", Prefix = "b" })).Keys);
        Assert.Empty((await AllAsync(new ListObjectsV2Request { Prefix = "c" })).Keys);
    }

    [Fact]
    public async Task A_delimiter_folds_keys_into_common_prefixes_each_told_once_over_all_pages()
    {
        await PutAsync("a", "d1/x", "d1/y", "d2/x", "d2/y/z", "d3/x", "e", "f");

        var listed = await AllAsync(new ListObjectsV2Request { Delimiter = "/" });
        var below = await AllAsync(new ListObjectsV2Request { Delimiter = "/", Prefix = "d2/" });

        Assert.Equal(["a", "e", "f"], listed.Keys);
        Assert.Equal(["d1/", "d2/", "d3/"], listed.CommonPrefixes);
        Assert.Equal(["d2/x"], below.Keys);
        Assert.Equal(["d2/y/"], below.CommonPrefixes);
    }

    [Fact]
    public async Task A_page_of_no_keys_is_not_truncated()
    {
        await PutAsync("a");

        var answer = await store.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Store.Bucket, MaxKeys = 0 });

        Assert.Equal((0, false), (answer.KeyCount, answer.IsTruncated));
    }

    [Fact]
    public async Task A_token_nobody_was_given_is_refused() => await Refusal.IsAsync(400, "InvalidArgument",
        store.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Store.Bucket, ContinuationToken = "?" }));

    private async Task PutAsync(params string[] keys)
    {
        foreach (var key in keys) await store.Raw.SendAsync(new RawRequest("PUT", $"/{Store.Bucket}/{key}") { Body = [1] });
    }

    private async Task<(List<string> Keys, List<string> CommonPrefixes, int Pages)> AllAsync(ListObjectsV2Request request)
    {
        var (keys, prefixes, pages) = (new List<string>(), new List<string>(), 0);
        request.BucketName = Store.Bucket;
        ListObjectsV2Response answer;
        do
        {
            answer = await store.Client.ListObjectsV2Async(request);
            pages++;
            keys.AddRange((answer.S3Objects ?? []).Select(listed => listed.Key));
            prefixes.AddRange(answer.CommonPrefixes ?? []);
            request.ContinuationToken = answer.NextContinuationToken;
        }
        while (answer.IsTruncated == true && pages < 100);
        return (keys, prefixes, pages);
    }
}
