using BlnkBackup.Api.Tests.Support;
using BlnkBackup.Configuration;
using BlnkBackup.Notifications;
using BlnkBackup.Tests.Notifications.Support;
using BlnkBackup.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlnkBackup.Tests.Notifications;

public sealed class NoticeSenderTests : IDisposable
{
    private static readonly Notice Failure = new(NoticeSeverity.Failure, "Backup of blnk failed", ["It failed."], []);

    private readonly WatchedClock clock = new();
    private readonly RecordedLog log = new();

    [Fact]
    public async Task A_notice_is_posted_as_JSON()
    {
        var type = "";
        await using var server = await WebhookServer.StartAsync(http =>
        {
            type = $"{http.Request.Method} {http.Request.Path} {http.Request.ContentType}";
            return WebhookServer.Ok(http);
        });
        await SendAsync(server.Url);
        Assert.Equal($"POST {WebhookServer.Path} application/json", type);
        Assert.StartsWith("{\"text\":\"*Backup of blnk failed*", await server.BodyAsync(), StringComparison.Ordinal);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_webhook_that_fails_twice_gets_it_the_third_time()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Status(500), WebhookServer.Status(503), WebhookServer.Ok);
        var sending = SendAsync(server.Url);
        await clock.PassAsync(TimeSpan.FromSeconds(1));
        await clock.PassAsync(TimeSpan.FromSeconds(2));
        await sending;
        Assert.Equal(3, server.Requests);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task One_that_asks_for_time_is_given_it()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Status(429, "Retry-After", "7"), WebhookServer.Ok);
        var sending = SendAsync(server.Url);
        await clock.PassAsync(TimeSpan.FromSeconds(7));
        await sending;
        Assert.Equal(2, server.Requests);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task One_that_asks_for_more_time_than_there_is_is_left_alone()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Status(429, "Retry-After", "60"));
        await SendAsync(server.Url);
        Assert.Equal(1, server.Requests);
        Complained("it answered 429");
    }

    [Fact]
    public async Task One_that_hangs_is_given_up_after_15_seconds()
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Hang);
        var sending = SendAsync(server.Url);
        await server.BodyAsync();
        clock.Advance(NoticeSender.AttemptPatience);
        await clock.PassAsync(TimeSpan.FromSeconds(1));
        await server.BodyAsync();
        Assert.False(sending.IsCompleted);
        clock.Advance(NoticeSender.Patience - NoticeSender.AttemptPatience - TimeSpan.FromSeconds(1));
        await sending;
        Assert.Equal(2, server.Requests);
        Complained("it did not answer in time");
    }

    [Fact]
    public async Task One_that_is_not_there_is_tried_three_times()
    {
        var server = await WebhookServer.StartAsync(WebhookServer.Ok);
        var url = server.Url;
        await server.DisposeAsync();
        var sending = SendAsync(url);
        await clock.PassAsync(TimeSpan.FromSeconds(1));
        await clock.PassAsync(TimeSpan.FromSeconds(2));
        await sending;
        Complained("ConnectionError");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_refusal_is_final(int status)
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Status(status));
        await SendAsync(server.Url);
        Assert.Equal(1, server.Requests);
        Complained($"it answered {status}");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await WebhookServer.StartAsync(WebhookServer.Ok);
        await using var server = await WebhookServer.StartAsync(WebhookServer.Status(StatusCodes.Status307TemporaryRedirect, "Location", elsewhere.Url));
        await SendAsync(server.Url);
        Assert.Equal((1, 0), (server.Requests, elsewhere.Requests));
        Complained("it answered 307");
    }

    [Theory]
    [InlineData(false, "Failure,Critical")]
    [InlineData(true, "Success,Warning,Failure,Critical")]
    public async Task What_is_sent_is_what_was_asked_for(bool all, string sent)
    {
        await using var server = await WebhookServer.StartAsync(WebhookServer.Ok);
        foreach (var severity in Enum.GetValues<NoticeSeverity>())
        {
            await SendAsync(server.Url, Failure with { Severity = severity, Title = $"{severity}" }, all);
        }

        Assert.Equal(sent.Split(','), server.Bodies().Select(body => body.Split('*')[1]));
    }

    [Fact]
    public async Task Without_a_webhook_nothing_is_sent_or_said()
    {
        using var sender = new NoticeSender(new ReportSettings(), clock, log);
        await sender.SendAsync(Failure);
        Assert.Empty(log.Lines);
    }

    public void Dispose() => log.Dispose();

    private async Task SendAsync(string url, Notice? notice = null, bool all = false)
    {
        var settings = new ReportSettings { Webhook = new WebhookAddress(new Uri(url)), NotifyOfAll = all };
        using var sender = new NoticeSender(settings, clock, log);
        await sender.SendAsync(notice ?? Failure);
    }

    private void Complained(string reason)
    {
        var line = Assert.Single(log.Lines);
        Assert.StartsWith("Warning: A notice could not be sent to http://127.0.0.1:", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
    }
}
