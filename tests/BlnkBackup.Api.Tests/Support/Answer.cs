using System.Net;
using System.Text;
using System.Text.Json;

namespace BlnkBackup.Api.Tests.Support;

/// <summary>What came back: all of it, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsByteArrayAsync(),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    /// <summary>The text of a property, by its path: <c>error</c>, <c>details</c>, <c>reason</c>.</summary>
    public string? At(params string[] path) =>
        path.Aggregate(Json, (element, name) => element.GetProperty(name)).GetString();
}
