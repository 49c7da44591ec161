using System.Net.Http.Headers;
using BlnkBackup.Api;
using BlnkBackup.Backups;
using BlnkBackup.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlnkBackup.Scenarios.Support;

/// <summary>The HTTP interface in this process, configured by an environment.</summary>
public sealed class LocalService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly BackupJob job;

    private LocalService(WebApplication app, BackupJob job) => (this.app, this.job) = (app, job);

    public static async Task<LocalService> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name);
        var secrets = new EnvironmentSecretStore(Variable);
        var job = await BackupJob.OpenAsync(Variable, secrets, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBackupApi(
            await ApiKey.ReadAsync(Variable, secrets, CancellationToken.None),
            (_, stop) => job.RunAsync(progress: null, timeLeft: null, stop),
            job.Store.ListAsync);
        var app = builder.Build();
        app.MapBackupApi();
        await app.StartAsync();
        return new LocalService(app, job);
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
        job.Dispose();
    }
}
