using Microsoft.AspNetCore.Http;

namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>Sends an answer: headers, then a document, or a range of an object's bytes.</summary>
static class AnswerWriter
{
    public static async Task WriteAsync(S3Request request, S3Answer answer, CancellationToken cancellation)
    {
        var response = request.Http.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) response.Headers.Append(name, value);
        if (request.Method == "HEAD" || answer.Status is 204 or 304)
        {
            await response.StartAsync(cancellation);
        }
        else if (answer.Xml is { } xml)
        {
            var bytes = S3Xml.Write(xml, answer.LeadingSpace);
            response.ContentType = "application/xml";
            response.ContentLength = bytes.Length;
            var length = (int)Math.Min(answer.CutAfter ?? long.MaxValue, bytes.Length);
            await response.Body.WriteAsync(bytes.AsMemory(0, length), cancellation);
            await BreakOffAsync(request.Http, length < bytes.Length);
        }
        else if (answer.Body is not null)
        {
            await WriteBodyAsync(request.Http, answer, cancellation);
        }
        else
        {
            response.ContentLength = 0;
        }
    }

    static async Task WriteBodyAsync(HttpContext http, S3Answer answer, CancellationToken cancellation)
    {
        http.Response.ContentLength = answer.Range.Length;
        var length = Math.Min(answer.CutAfter ?? long.MaxValue, answer.Range.Length);
        foreach (var slice in answer.Body!.Slices(answer.Range.Offset, length)) await http.Response.Body.WriteAsync(slice, cancellation);
        await BreakOffAsync(http, length < answer.Range.Length);
    }

    static async Task BreakOffAsync(HttpContext http, bool wanted)
    {
        if (!wanted) return;
        await http.Response.Body.FlushAsync(CancellationToken.None);
        http.Abort();
    }
}
