using System.Text;
using System.Text.RegularExpressions;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Signing;

/// <summary>The text a signature covers. S3 encodes the path once, and does not normalise it.</summary>
static partial class CanonicalRequest
{
    public static string Of(S3Request request, SignatureClaim claim)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        text.Append(Encode(request.Path).Replace("%2F", "/", StringComparison.Ordinal)).Append('\n');
        var query = request.Query.Pairs
            .Where(p => p.Key != "X-Amz-Signature")
            .Select(p => (Name: Encode(p.Key), Value: Encode(p.Value)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal);
        text.AppendJoin('&', query.Select(p => $"{p.Name}={p.Value}")).Append('\n');
        foreach (var name in claim.SignedHeaders)
            text.Append(name).Append(':').Append(Spaces().Replace((request.Header(name) ?? "").Trim(), " ")).Append('\n');
        text.Append('\n').AppendJoin(';', claim.SignedHeaders).Append('\n').Append(claim.PayloadHash);
        return text.ToString();
    }

    // .NET escapes exactly what AWS wants escaped: everything but letters, digits and -_.~
    static string Encode(string text) => Uri.EscapeDataString(text);

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
