using System.Globalization;
using BlnkBackup.Api.Errors;
using BlnkBackup.Freshness;
using BlnkBackup.Receipts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace BlnkBackup.Api.Backups;

/// <summary>The endpoints of the backups.</summary>
internal static class BackupEndpoints
{
    public const string Successful = "backup successful";

    public static void MapBackups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/backup-s3", BackUpAsync)
            .WithSummary("Backs the database up, and answers when S3 has it whole.")
            .WithDescription("Facts about the backup are in the headers X-Backup-Key, X-Backup-Bytes, X-Backup-Rows and X-Backup-Duration-Seconds; what a header cannot hold of a key is percent-encoded.")
            .WithTags("Backups")
            .Produces<string>()
            .Produces<ErrorBody>(StatusCodes.Status400BadRequest)
            .Produces<ErrorBody>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorBody>(StatusCodes.Status409Conflict)
            .Produces<ErrorBody>(StatusCodes.Status500InternalServerError)
            .Produces<ErrorBody>(StatusCodes.Status503ServiceUnavailable)
            .Produces<ErrorBody>(StatusCodes.Status504GatewayTimeout);
        routes.MapGet("/backups", ListAsync)
            .WithSummary("Lists the stored backups, newest first.")
            .WithTags("Backups")
            .Produces<BackupListBody>()
            .Produces<ErrorBody>(StatusCodes.Status400BadRequest)
            .Produces<ErrorBody>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorBody>(StatusCodes.Status500InternalServerError);
        routes.MapGet("/backups/latest", LatestAsync)
            .WithSummary("Says how old the newest finished backup is: 200 where it is fresh, 503 where it is too old or there is none.")
            .WithDescription("Its age in hours is in the header X-Backup-Age-Hours of either answer. For uptime checks.")
            .WithTags("Backups")
            .Produces<LatestBackupBody>()
            .Produces<ErrorBody>(StatusCodes.Status400BadRequest)
            .Produces<ErrorBody>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorBody>(StatusCodes.Status500InternalServerError)
            .Produces<ErrorBody>(StatusCodes.Status503ServiceUnavailable);
    }

    // A caller that hangs up does not end the backup: a finished one is of more use. The host's stop does.
    private static Task<IResult> BackUpAsync(RunBackup run, IHostApplicationLifetime host, HttpContext http) =>
        ErrorAnswers.GuardAsync(http, async stop =>
        {
            var receipt = await run(http, stop).ConfigureAwait(false);
            AddFacts(http.Response.Headers, receipt);
            return TypedResults.Json(Successful, ApiJson.Default.String);
        }, host.ApplicationStopping);

    private static Task<IResult> ListAsync(ListBackups list, HttpContext http) =>
        ErrorAnswers.GuardAsync(http, async hungUp =>
            TypedResults.Json(BackupListBody.Of(await list(hungUp).ConfigureAwait(false)), ApiJson.Default.BackupListBody), http.RequestAborted);

    private static Task<IResult> LatestAsync(ListBackups list, ReadFreshnessLimit readLimit, TimeProvider clock, HttpContext http) =>
        ErrorAnswers.GuardAsync(http, async hungUp =>
        {
            var limit = readLimit();
            var report = FreshnessPolicy.Judge(await list(hungUp).ConfigureAwait(false), limit, clock.GetUtcNow());
            if (report.AgeHours is { } age)
            {
                http.Response.Headers["X-Backup-Age-Hours"] = age.ToString("F2", CultureInfo.InvariantCulture);
            }

            report.ThrowUnlessFresh();
            return TypedResults.Json(LatestBackupBody.Of(report), ApiJson.Default.LatestBackupBody);
        }, http.RequestAborted);

    private static void AddFacts(IHeaderDictionary headers, BackupReceipt receipt)
    {
        headers["X-Backup-Key"] = HeaderText.Of(receipt.Key);
        headers["X-Backup-Bytes"] = receipt.Bytes.ToString(CultureInfo.InvariantCulture);
        headers["X-Backup-Rows"] = receipt.Rows.ToString(CultureInfo.InvariantCulture);
        headers["X-Backup-Duration-Seconds"] = receipt.Duration.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
    }
}
