using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Conditional requests, those that are understood; the others are 501, never ignored.</summary>
static class Conditions
{
    /// <summary>For a write: true where it may only make a new object (If-None-Match: *).</summary>
    public static bool OnlyIfAbsent(S3Request request)
    {
        Refuse(request, "If-Match");
        return request.Header("If-None-Match") switch
        {
            null => false,
            "*" => true,
            _ => throw S3Errors.NotImplemented("If-None-Match"),
        };
    }

    /// <summary>501 where the request carries one of these.</summary>
    public static void Refuse(S3Request request, params ReadOnlySpan<string> headers)
    {
        foreach (var name in headers)
        {
            if (request.Header(name) is not null) throw S3Errors.NotImplemented(name);
        }
    }

    /// <summary>For a read: 412 where If-Match names another object; true where If-None-Match names this one (304).</summary>
    public static bool IsNotModified(S3Request request, StoredObject stored)
    {
        Refuse(request, "If-Modified-Since", "If-Unmodified-Since", "If-Range");
        if (request.Header("If-Match") is { } match && match != "*" && match.Trim('"') != stored.ETag) throw S3Errors.PreconditionFailed("If-Match");
        return request.Header("If-None-Match") is { } none && (none == "*" || none.Trim('"') == stored.ETag);
    }
}
