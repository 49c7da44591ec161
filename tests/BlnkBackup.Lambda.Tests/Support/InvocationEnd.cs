using System.Text.Json;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>What a function told the Runtime API of an invocation.</summary>
/// <param name="ErrorType">What it failed with; null where it did not.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">The answer, or the error's description.</param>
internal sealed record InvocationEnd(string? ErrorType, string? ContentType, string Body)
{
    private static readonly string EndOfPrelude = new('\0', 8);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The answer as API Gateway takes it from a streaming integration: status and headers as JSON, eight zero bytes, the body.</summary>
    public (int Status, JsonElement Headers, string Body) Streamed()
    {
        Assert.Equal("application/vnd.awslambda.http-integration-response", ContentType);
        var parts = Body.Split(EndOfPrelude, 2);
        var prelude = JsonDocument.Parse(parts[0]).RootElement;
        return (prelude.GetProperty("statusCode").GetInt32(), prelude.GetProperty("multiValueHeaders"), parts[1]);
    }
}
