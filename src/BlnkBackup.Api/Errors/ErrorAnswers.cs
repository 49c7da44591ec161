using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Api.Errors;

/// <summary>Turns failures into answers: a status and a body that says what to do.</summary>
internal static class ErrorAnswers
{
    /// <summary>Runs <paramref name="answer"/>; whatever it throws becomes an answer too, before anything was sent.</summary>
    /// <param name="http">The request.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="end">What may cancel the answer; a cancellation without it is some timeout, and a fault.</param>
    public static async Task<IResult> GuardAsync(HttpContext http, Func<CancellationToken, Task<IResult>> answer, CancellationToken end)
    {
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("BlnkBackup.Api");
        try
        {
            return await answer(end).ConfigureAwait(false);
        }
        catch (BackupException failure)
        {
            log.LogError("{Kind}: {Reason} {Remedy}", failure.Kind, failure.Message, failure.Remedy);
            return Of(failure);
        }
        catch (ConfigurationException wrong)
        {
            log.LogError("{Reason}", wrong.Message);
            return Of(new BackupException(FailureKind.ConfigurationInvalid, wrong.Message, "Correct these settings of the service."));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            log.LogWarning("{Path} was aborted", http.Request.Path);
            return Answer(
                StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "the backup was aborted", "BACKUP_ABORTED",
                new ErrorDetails("Aborted", "The service is stopping; the run was aborted and left nothing.", "Call again."));
        }
        catch (Exception fault)
        {
            log.LogError(fault, "An unexpected fault");
            return Answer(
                StatusCodes.Status500InternalServerError, "INTERNAL_SERVER_ERROR", "error creating backup", "ADMIN_BACKUP_FAILED",
                new ErrorDetails("Unexpected", $"An unexpected fault: {fault.GetType().Name}.", "Look into the service's log, and please report it."));
        }
    }

    /// <summary>The answer to a request without the right key.</summary>
    public static IResult Unauthorized(string code, string reason) => Answer(
        StatusCodes.Status401Unauthorized, code, reason, code,
        new ErrorDetails("Unauthorized", reason, "Send the key as 'Authorization: Bearer KEY' or 'X-Blnk-Key: KEY'."));

    /// <summary>Gives an answer that has no body yet, that of an unknown path or a wrong method, the error object too.</summary>
    public static Task ExplainAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Answer(
            StatusCodes.Status404NotFound, "NOT_FOUND", "there is nothing at this path", "PATH_NOT_FOUND",
            new ErrorDetails("NotFound", $"There is nothing at {http.Request.Path}.", "GET /openapi.json lists what there is.")).ExecuteAsync(http),
        StatusCodes.Status405MethodNotAllowed => Answer(
            StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "this path does not take this method", "METHOD_NOT_ALLOWED",
            new ErrorDetails(
                "MethodNotAllowed", $"{http.Request.Path} does not take {http.Request.Method}.", $"Use {http.Response.Headers.Allow}.")).ExecuteAsync(http),
        _ => Task.CompletedTask,
    };

    private static IResult Of(BackupException failure)
    {
        var (status, code, message, particular) = failure.Kind switch
        {
            FailureKind.ConfigurationInvalid => (StatusCodes.Status400BadRequest, "BAD_REQUEST", "the configuration is not usable", "BACKUP_CONFIGURATION_INVALID"),
            FailureKind.CredentialsInvalid => (StatusCodes.Status400BadRequest, "BAD_REQUEST", "the S3 credentials are missing or not accepted", "BACKUP_CREDENTIALS_INVALID"),
            FailureKind.BackupAlreadyRunning => (StatusCodes.Status409Conflict, "CONFLICT", "a backup is running already", "BACKUP_ALREADY_RUNNING"),
            FailureKind.BackupNotFound => (StatusCodes.Status404NotFound, "NOT_FOUND", "there is no such backup", "BACKUP_NOT_FOUND"),
            FailureKind.StoreUnreadable => (StatusCodes.Status500InternalServerError, "INTERNAL_SERVER_ERROR", "the stored backups cannot be read", "BACKUP_STORE_UNREADABLE"),
            FailureKind.DeadlinePassed => (StatusCodes.Status504GatewayTimeout, "GATEWAY_TIMEOUT", "the backup took too long and was aborted", "BACKUP_DEADLINE_PASSED"),
            FailureKind.BackupStale => (StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "the newest backup is too old", "BACKUP_STALE"),
            FailureKind.NoFinishedBackup => (StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "there is no finished backup", "BACKUP_NONE_FINISHED"),
            _ => (StatusCodes.Status500InternalServerError, "INTERNAL_SERVER_ERROR", "error creating backup", "ADMIN_BACKUP_FAILED"),
        };
        return Answer(status, code, message, particular, new ErrorDetails(failure.Kind.ToString(), failure.Message, failure.Remedy));
    }

    private static IResult Answer(int status, string code, string message, string particular, ErrorDetails details) =>
        TypedResults.Json(
            new ErrorBody(new ErrorObject(code, message, details), new ErrorObject(particular, details.Reason, details)),
            ApiJson.Default.ErrorBody,
            statusCode: status);
}
