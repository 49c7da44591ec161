using BlnkBackup.Api.Authentication;
using BlnkBackup.Api.Backups;
using BlnkBackup.Freshness;
using BlnkBackup.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>The interface on Kestrel, on a free port of this machine, and a client that talks to it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Key = "K3y-of-the-tests-31415926";

    private readonly WebApplication app;
    private readonly HttpClient client;

    private ApiHost(WebApplication app, RecordedLog log)
    {
        this.app = app;
        Log = log;
        client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience.ForAnything };
    }

    public RecordedLog Log { get; }

    public static Task<ApiHost> StartAsync(
        RunBackup? run = null, ListBackups? list = null, string key = Key, FreshnessLimit? limit = null, TimeProvider? clock = null) =>
        StartAsync(_ => Task.FromResult(ApiKey.Read(name => name == "BLNK_BACKUP_API_KEY" ? key : null)!), run, list, limit, clock);

    /// <summary>The same with a key that is read for each request.</summary>
    public static async Task<ApiHost> StartAsync(
        ReadApiKey readKey, RunBackup? run = null, ListBackups? list = null, FreshnessLimit? limit = null, TimeProvider? clock = null)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddBackupApi(
            readKey,
            run ?? new SuccessfulBackup().Run,
            list ?? new StoredBackups().List,
            () => limit ?? new FreshnessLimit(),
            clock);
        var app = builder.Build();
        app.MapBackupApi();
        await app.StartAsync();
        return new ApiHost(app, log);
    }

    /// <summary>Asks with the right key.</summary>
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, Header.BlnkKey(Key));

    /// <summary>Asks with exactly these headers.</summary>
    public Task<Answer> GetAsync(string path, params Header[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task<Answer> SendAsync(HttpMethod method, string path, params Header[] headers) =>
        SendAsync(method, path, CancellationToken.None, headers);

    /// <summary>Asks, and hangs up when <paramref name="hangUp"/> says so.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, CancellationToken hangUp, params Header[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var header in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        }

        using var response = await client.SendAsync(request, hangUp);
        return await Answer.OfAsync(response);
    }

    /// <summary>Asks in very words, which HttpClient would put in order.</summary>
    public Task<Answer> SendLinesAsync(string path, params string[] lines) =>
        PlainRequest.SendAsync(client.BaseAddress!, [$"GET {path} HTTP/1.1", $"Host: {client.BaseAddress!.Authority}", "Connection: close", .. lines]);

    /// <summary>Ends the host as a signal would: what is under way is told, and awaited.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
