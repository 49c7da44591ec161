using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>The one call of AWS Secrets Manager that a function makes.</summary>
internal sealed class SecretsServer : IAsyncDisposable
{
    private const string ContentType = "application/x-amz-json-1.1";

    private readonly WebApplication app;

    private SecretsServer(IReadOnlyDictionary<string, object> secrets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/", async http =>
        {
            Assert.Equal("secretsmanager.GetSecretValue", http.Request.Headers["X-Amz-Target"]);
            using var asked = await JsonDocument.ParseAsync(http.Request.Body);
            var id = asked.RootElement.GetProperty("SecretId").GetString()!;
            var found = secrets.TryGetValue(id, out var secret);
            http.Response.StatusCode = found ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            http.Response.ContentType = ContentType;
            await http.Response.WriteAsync(JsonSerializer.Serialize(secret switch
            {
                string text => new Dictionary<string, string> { ["ARN"] = id, ["SecretString"] = text },
                byte[] bytes => new Dictionary<string, string> { ["ARN"] = id, ["SecretBinary"] = Convert.ToBase64String(bytes) },
                _ => new Dictionary<string, string> { ["__type"] = "ResourceNotFoundException", ["message"] = $"There is no {id}." },
            }));
        });
    }

    public string Url => app.Urls.First();

    /// <param name="secrets">Text or bytes, by their ids.</param>
    public static async Task<SecretsServer> StartAsync(IReadOnlyDictionary<string, object> secrets)
    {
        var server = new SecretsServer(secrets);
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
