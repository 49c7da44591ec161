using System.Xml.Linq;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>An answer, read to its end.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public XElement Xml => XElement.Parse(Text);

    /// <summary>The error document's Code; null where there is none.</summary>
    public string? Code => Text.Contains("<Error>", StringComparison.Ordinal) ? Xml.Element("Code")!.Value : null;

    public static async Task<RawAnswer> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    public void IsRefusal(int status, string code) => Assert.Equal((status, code), (Status, Code));
}
