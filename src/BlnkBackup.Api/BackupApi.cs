using System.Text.Json;
using BlnkBackup.Api.Authentication;
using BlnkBackup.Api.Backups;
using BlnkBackup.Api.Errors;
using BlnkBackup.Freshness;
using BlnkBackup.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlnkBackup.Api;

/// <summary>The HTTP interface, for whichever host runs it: Kestrel in the command line, Lambda behind API Gateway.</summary>
public static class BackupApi
{
    /// <summary>Adds what the endpoints need.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key that callers must show.</param>
    /// <param name="run">Runs one backup.</param>
    /// <param name="list">Lists what is stored.</param>
    /// <param name="limit">How old the newest finished backup may be; a day unless told.</param>
    /// <param name="clock">The time by which it is judged; the system's unless told.</param>
    public static IServiceCollection AddBackupApi(
        this IServiceCollection services, ApiKey key, RunBackup run, ListBackups list, FreshnessLimit? limit = null, TimeProvider? clock = null) =>
        services.AddBackupApi(_ => Task.FromResult(key), run, list, () => limit ?? new FreshnessLimit(), clock);

    /// <summary>The same for a host that reads no setting before a request needs it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="readKey">Gives the key that callers must show.</param>
    /// <param name="run">Runs one backup.</param>
    /// <param name="list">Lists what is stored.</param>
    /// <param name="readLimit">Gives how old the newest finished backup may be.</param>
    /// <param name="clock">The time by which it is judged; the system's unless told.</param>
    public static IServiceCollection AddBackupApi(
        this IServiceCollection services, ReadApiKey readKey, RunBackup run, ListBackups list, ReadFreshnessLimit readLimit, TimeProvider? clock = null)
    {
        services.AddSingleton(readKey);
        services.AddSingleton(run);
        services.AddSingleton(list);
        services.AddSingleton(readLimit);
        services.AddSingleton(clock ?? TimeProvider.System);
        services.ConfigureHttpJsonOptions(options =>
        {
            // The OpenAPI document is made by these options, not by those of ApiJson.
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) => ApiDescription.CompleteAsync(document)));
        return services;
    }

    /// <summary>Maps the endpoints: those of the backups behind the key, <c>/health</c> and <c>/openapi.json</c> open. Every error has a body.</summary>
    public static WebApplication MapBackupApi(this WebApplication routes)
    {
        routes.UseStatusCodePages(context => ErrorAnswers.ExplainAsync(context.HttpContext));
        routes.MapGroup("").AddEndpointFilter<ApiKeyFilter>().MapBackups();
        routes.MapGet("/health", () => new Health("UP"))
            .WithSummary("Says that the service runs.").WithTags("Health");
        routes.MapOpenApi("/openapi.json").ExcludeFromDescription();
        return routes;
    }
}
