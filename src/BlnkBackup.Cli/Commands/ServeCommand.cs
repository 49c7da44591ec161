using System.CommandLine;
using System.Net.Sockets;
using BlnkBackup.Api;
using BlnkBackup.Api.Logging;
using BlnkBackup.Configuration;
using BlnkBackup.Freshness;
using BlnkBackup.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup serve</c>: the HTTP interface on Kestrel.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan TimeToAbort = TimeSpan.FromSeconds(80);

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; port 0 takes a free one, which is printed.",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Serve GET /backup-s3, GET /backups, GET /backups/latest, GET /health and GET /openapi.json.") { Urls };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetRequiredValue(Urls), stop), cancellation));
        return command;
    }

    private static async Task RunAsync(string urls, CancellationToken cancellation)
    {
        using var log = BackupLog.Open(Environment.GetEnvironmentVariable);
        var (job, (key, limit)) = await Settings.ReadBothAsync(
            () => Settings.OpenJobAsync(log, cancellation),
            () => Settings.ReadBothAsync(
                () => ApiKey.ReadAsync(Environment.GetEnvironmentVariable, Settings.Secrets, cancellation),
                () => Task.FromResult(FreshnessLimit.Read(Environment.GetEnvironmentVariable)))).ConfigureAwait(false);
        using var opened = job;

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.AddBackupLog(Environment.GetEnvironmentVariable);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeToAbort);
        builder.Services.AddBackupApi(key, (_, stop) => job.RunAsync(progress: null, timeLeft: null, stop), job.Store.ListAsync, limit);

        await using var app = builder.Build();
        app.MapBackupApi();
        if (key.IsShort)
        {
            app.Logger.LogWarning("The API key has fewer than {Characters} characters: give a longer one", ApiKey.AdvisedLength);
        }

        await ListenAsync(app, urls, cancellation).ConfigureAwait(false);
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"listening on {url}");
        }

        await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task ListenAsync(WebApplication app, string urls, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ConfigurationException([$"--urls: cannot listen on {urls}: {fault.Message}"]);
        }
    }
}
