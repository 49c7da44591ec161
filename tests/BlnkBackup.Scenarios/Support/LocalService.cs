using System.Net.Http.Headers;
using BlnkBackup.Api;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Programs;
using BlnkBackup.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlnkBackup.Scenarios.Support;

/// <summary>The HTTP interface in this process, configured by an environment.</summary>
public sealed class LocalService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly BackupStore store;

    private LocalService(WebApplication app, BackupStore store) => (this.app, this.store) = (app, store);

    public static async Task<LocalService> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name);
        var configuration = BackupConfiguration.Read(Variable);
        var store = new BackupStore(configuration.Store);
        var programs = new PgPrograms(configuration.PgBinDirectory, Variable);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBackupApi(
            ApiKey.Read(Variable)!,
            (_, stop) => new BackupRun(configuration, store, programs, TimeProvider.System, NullLogger.Instance).RunAsync(progress: null, stop),
            store.ListAsync);
        var app = builder.Build();
        app.MapBackupApi();
        await app.StartAsync();
        return new LocalService(app, store);
    }

    /// <summary>Asks for a backup; gives the answer's status and body.</summary>
    public async Task<(int Status, string Body)> BackUpAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CommandLine.ApiKey);
        using var answer = await http.GetAsync("/backup-s3");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        store.Dispose();
    }
}
