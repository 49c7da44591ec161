using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Tests.Notifications.Support;

/// <summary>A webhook on a free port of this machine that answers as it is told, one answer after the other, the last one for good.</summary>
public sealed class WebhookServer : IAsyncDisposable
{
    public const string Path = "/services/T0/s3cret-path";

    private readonly WebApplication app;
    private readonly Channel<string> bodies = Channel.CreateUnbounded<string>();
    private int requests;

    private WebhookServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + Path;

    public int Requests => requests;

    public static async Task<WebhookServer> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new WebhookServer(builder.Build());
        server.app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            server.bodies.Writer.TryWrite(await reader.ReadToEndAsync());
            await answers[Math.Min(Interlocked.Increment(ref server.requests), answers.Length) - 1](http);
        });
        await server.app.StartAsync();
        return server;
    }

    public static Task Ok(HttpContext http) => http.Response.WriteAsync("ok");

    public static Func<HttpContext, Task> Status(int status, string? header = null, string? value = null) => http =>
    {
        http.Response.StatusCode = status;
        if (header is not null)
        {
            http.Response.Headers[header] = value;
        }

        return Task.CompletedTask;
    };

    public static async Task Hang(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>The next body that was posted.</summary>
    public async Task<string> BodyAsync() => await bodies.Reader.ReadAsync();

    /// <summary>All bodies that were posted and not read yet.</summary>
    public IReadOnlyList<string> Bodies()
    {
        var all = new List<string>();
        while (bodies.Reader.TryRead(out var body))
        {
            all.Add(body);
        }

        return all;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
