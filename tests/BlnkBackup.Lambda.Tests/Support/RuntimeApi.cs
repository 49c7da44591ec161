using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>What Lambda is to a function: the Runtime API, which hands out invocations and takes their ends.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime";

    private readonly WebApplication app;
    private readonly Channel<Invocation> waiting = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> running = [];

    private RuntimeApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet($"{Root}/invocation/next", NextAsync);
        app.MapPost($"{Root}/invocation/{{id}}/response", (string id, HttpContext http) => EndAsync(http, running[id], errorType: null));
        app.MapPost($"{Root}/invocation/{{id}}/error", (string id, HttpContext http) =>
            EndAsync(http, running[id], http.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString()));
    }

    /// <summary>For AWS_LAMBDA_RUNTIME_API.</summary>
    public string Authority => new Uri(app.Urls.First()).Authority;

    public static async Task<RuntimeApi> StartAsync()
    {
        var api = new RuntimeApi();
        await api.app.StartAsync();
        return api;
    }

    /// <summary>Has the function handle an event, and gives its end.</summary>
    public Task<InvocationEnd> InvokeAsync(string payload, TimeSpan timeLeft)
    {
        var invocation = new Invocation(Guid.NewGuid().ToString(), payload, timeLeft);
        Assert.True(waiting.Writer.TryWrite(invocation));
        return invocation.End.Task;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task NextAsync(HttpContext http)
    {
        var invocation = await waiting.Reader.ReadAsync(http.RequestAborted);
        running[invocation.Id] = invocation;
        var deadline = TimeProvider.System.GetUtcNow() + invocation.TimeLeft;
        http.Response.ContentType = "application/json";
        http.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        http.Response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:111122223333:function:blnk-backup";
        http.Response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-00000000-000000000000000000000000;Sampled=0";
        await http.Response.WriteAsync(invocation.Payload);
    }

    private static async Task EndAsync(HttpContext http, Invocation invocation, string? errorType)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        invocation.End.SetResult(new InvocationEnd(errorType, http.Request.ContentType, body));
    }

    private sealed record Invocation(string Id, string Payload, TimeSpan TimeLeft)
    {
        public TaskCompletionSource<InvocationEnd> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
