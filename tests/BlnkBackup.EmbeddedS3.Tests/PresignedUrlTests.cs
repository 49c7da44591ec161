using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class PresignedUrlTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private Store store = null!;

    public async Task InitializeAsync()
    {
        store = await Store.StartAsync(new EmbeddedS3Options { TimeProvider = time });
        await store.Client.PutObjectAsync(new PutObjectRequest { BucketName = Store.Bucket, Key = "a b.txt", ContentBody = "content" });
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task It_needs_no_header() => Assert.Equal("content", (await store.Raw.GetAsync(await UrlAsync())).Text);

    [Fact]
    public async Task It_ends_when_it_said()
    {
        var url = await UrlAsync();
        time.Advance(TimeSpan.FromMinutes(6));

        (await store.Raw.GetAsync(url)).IsRefusal(403, "AccessDenied");
    }

    [Fact]
    public async Task It_is_for_one_key_only()
    {
        var other = new Uri((await UrlAsync()).OriginalString.Replace("a%20b.txt", "other.txt", StringComparison.Ordinal));

        (await store.Raw.GetAsync(other)).IsRefusal(403, "SignatureDoesNotMatch");
    }

    private async Task<Uri> UrlAsync() => new(await store.Client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = Store.Bucket,
        Key = "a b.txt",
        Protocol = Protocol.HTTP,
        Expires = time.GetUtcNow().AddMinutes(5).UtcDateTime,
    }));
}
