using BlnkBackup.Api.Errors;
using BlnkBackup.Secrets;
using Microsoft.AspNetCore.Http;

namespace BlnkBackup.Api.Authentication;

/// <summary>Lets a request through only with the key, as <c>Authorization: Bearer KEY</c> or <c>X-Blnk-Key: KEY</c>.</summary>
internal sealed class ApiKeyFilter(ReadApiKey readKey) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;

        // A GET that acts, and lists that change: no answer is to be kept by anyone on the way.
        http.Response.Headers.CacheControl = "no-store";
        ApiKey? key = null;
        var unread = await ErrorAnswers.GuardAsync(
            http,
            async hungUp =>
            {
                key = await readKey(hungUp).ConfigureAwait(false);
                return Results.Empty;
            },
            http.RequestAborted).ConfigureAwait(false);
        if (key is null)
        {
            return unread;
        }

        var shown = Shown(http.Request.Headers);
        if (key.Matches(shown) && shown is not null)
        {
            return await next(context).ConfigureAwait(false);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return shown is null
            ? ErrorAnswers.Unauthorized("AUTH_MISSING_API_KEY", "No API key was sent.")
            : ErrorAnswers.Unauthorized("AUTH_INVALID_API_KEY", "The API key is not the right one.");
    }

    private static string? Shown(IHeaderDictionary headers)
    {
        if (headers["X-Blnk-Key"] is [{ Length: > 0 } key])
        {
            return key;
        }

        return headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
    }
}
