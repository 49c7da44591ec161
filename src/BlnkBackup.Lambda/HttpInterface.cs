using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using BlnkBackup.Api;
using BlnkBackup.Configuration;
using BlnkBackup.Freshness;
using BlnkBackup.Lambda.Secrets;
using BlnkBackup.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlnkBackup.Lambda;

/// <summary>The HTTP interface behind API Gateway, whose integration must stream; outside Lambda, Kestrel serves it.</summary>
internal static class HttpInterface
{
    public static async Task RunAsync()
    {
        using var secrets = new AwsSecretStore();
        using var jobs = KeptJob.OfEnvironment(secrets, FunctionLog.Open());
        var key = new KeptKey(stop => ApiKey.ReadAsync(Environment.GetEnvironmentVariable, secrets, stop));
        var builder = WebApplication.CreateSlimBuilder();
        FunctionLog.Configure(builder.Logging);
#pragma warning disable CA2252 // Streaming is "in preview" only for the managed runtime's own client; this executable brings a newer one.
        builder.Services.AddAWSLambdaHosting(
            LambdaEventSource.RestApi, new SourceGeneratorLambdaJsonSerializer<EventJson>(), options => options.EnableResponseStreaming = true);
#pragma warning restore CA2252
        builder.Services.AddBackupApi(
            key.ReadAsync,
            (http, stop) => jobs.UseAsync(job => job.RunAsync(progress: null, TimeLeft(http), stop), stop),
            ListAsync,
            () => FreshnessLimit.Read(Environment.GetEnvironmentVariable));

        await using var app = builder.Build();
        app.MapBackupApi();
        await app.RunAsync().ConfigureAwait(false);
    }

    // Without the job: a list needs no database, and one that cannot be made is no failed backup.
    private static async Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken stop)
    {
        using var store = new BackupStore(ObjectStore.Read(Environment.GetEnvironmentVariable));
        return await store.ListAsync(stop).ConfigureAwait(false);
    }

    // Nothing in the request's own cancellation knows of the deadline.
    private static TimeSpan? TimeLeft(HttpContext http) =>
        http.Items["LambdaContext"] is ILambdaContext context ? ApiGatewayLimits.TimeLeft(context.RemainingTime) : null;
}
