using BlnkBackup.EmbeddedS3.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(Whole(TimeProvider.System.GetUtcNow()));
    private readonly RawRequest list = new("GET", $"/{Store.Bucket}") { Query = [("list-type", "2")] };
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.StartAsync(new EmbeddedS3Options { TimeProvider = time });

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_right_signature_by_other_code_is_accepted() => Assert.Equal(200, (await store.Raw.SendAsync(list)).Status);

    [Fact]
    public async Task A_key_id_nobody_has_is_refused() =>
        await RefusedAsync(403, "InvalidAccessKeyId", "SOMEBODY", store.Options.SecretAccessKey, store.Options.Region);

    [Fact]
    public async Task A_wrong_secret_is_refused() =>
        await RefusedAsync(403, "SignatureDoesNotMatch", store.Options.AccessKeyId, "guess", store.Options.Region);

    [Fact]
    public async Task A_wrong_region_is_refused_and_the_right_one_named()
    {
        var answer = await store.Raw.SendAsync(list with { Region = "eu-west-9" });

        answer.IsRefusal(400, "AuthorizationHeaderMalformed");
        Assert.Equal(store.Options.Region, answer.Xml.Element("Region")!.Value);
    }

    [Fact]
    public async Task A_request_without_authentication_is_denied() =>
        (await store.Raw.SendAsync(list with { Signed = false })).IsRefusal(403, "AccessDenied");

    [Fact]
    public async Task A_request_signed_in_an_older_way_is_refused() =>
        (await store.Raw.SendAsync(list with { Signed = false, UnsignedHeaders = new() { ["Authorization"] = "AWS AKID:abcdef" } }))
        .IsRefusal(400, "InvalidRequest");

    [Fact]
    public async Task An_x_amz_header_that_is_not_signed_is_denied()
    {
        var answer = await store.Raw.SendAsync(list with { UnsignedHeaders = new() { ["x-amz-checksum-mode"] = "ENABLED" } });

        answer.IsRefusal(403, "AccessDenied");
        Assert.Equal("x-amz-checksum-mode", answer.Xml.Element("HeadersNotSigned")!.Value);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-15)]
    public async Task A_clock_may_be_wrong_by_a_quarter_of_an_hour_and_no_more(int minutes)
    {
        var late = TimeSpan.FromMinutes(minutes);

        var allowed = await store.Raw.SendAsync(list with { Time = time.GetUtcNow() - late });
        var refused = await store.Raw.SendAsync(list with { Time = time.GetUtcNow() - late - TimeSpan.FromMinutes(Math.Sign(minutes)) });

        Assert.Equal(200, allowed.Status);
        refused.IsRefusal(403, "RequestTimeTooSkewed");
    }

    [Fact]
    public async Task Parameters_of_one_name_are_signed_in_order_of_their_values() => Assert.Equal(200, (await store.Raw.SendAsync(
        list with { Query = [("prefix", "b"), ("list-type", "2"), ("prefix", "a")] })).Status);

    [Fact]
    public async Task A_token_is_refused_where_none_is_expected() =>
        (await store.Raw.SendAsync(list with { Headers = new() { ["x-amz-security-token"] = "token" } })).IsRefusal(400, "InvalidToken");

    [Fact]
    public async Task Temporary_credentials_need_their_token()
    {
        await using var temporary = await Store.StartAsync(new EmbeddedS3Options { SessionToken = "the token" });

        var right = await temporary.Raw.SendAsync(list with { Headers = new() { ["x-amz-security-token"] = "the token" } });
        var wrong = await temporary.Raw.SendAsync(list with { Headers = new() { ["x-amz-security-token"] = "a token" } });
        var none = await temporary.Raw.SendAsync(list);

        Assert.Equal(200, right.Status);
        wrong.IsRefusal(400, "InvalidToken");
        none.IsRefusal(400, "InvalidToken");
    }

    [Fact]
    public async Task A_bucket_of_another_owner_is_denied()
    {
        var own = await store.Raw.SendAsync(list with { Headers = new() { ["x-amz-expected-bucket-owner"] = store.Options.OwnerAccountId } });
        var other = await store.Raw.SendAsync(list with { Headers = new() { ["x-amz-expected-bucket-owner"] = "999999999999" } });

        Assert.Equal(200, own.Status);
        other.IsRefusal(403, "AccessDenied");
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private async Task RefusedAsync(int status, string code, string keyId, string secret, string region)
    {
        using var client = store.ClientWith(keyId, secret, region);
        await Refusal.IsAsync(status, code, client.ListObjectsV2Async(new() { BucketName = Store.Bucket }));
    }
}
