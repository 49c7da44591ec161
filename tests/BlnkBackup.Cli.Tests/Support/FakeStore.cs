using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Cli.Tests.Support;

/// <summary>An S3 store that has one answer to whatever it is asked.</summary>
internal sealed class FakeStore : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeStore(WebApplication app) => this.app = app;

    public Uri Endpoint => new(app.Urls.Single());

    /// <summary>One that lists these objects.</summary>
    public static Task<FakeStore> ListingAsync(params (string Key, long Bytes, string StorageClass)[] objects) =>
        StartAsync(200, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
            <Name>ledger-backups</Name><MaxKeys>1000</MaxKeys><KeyCount>{objects.Length}</KeyCount><IsTruncated>false</IsTruncated>
            {string.Concat(objects.Select(Contents))}
            </ListBucketResult>
            """);

    /// <summary>One that refuses everything.</summary>
    public static Task<FakeStore> RefusingAsync(int status, string code) =>
        StartAsync(status, $"<Error><Code>{code}</Code><Message>Refused by the test.</Message></Error>");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<FakeStore> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/xml";
            await http.Response.WriteAsync(body, http.RequestAborted);
        });
        await app.StartAsync();
        return new FakeStore(app);
    }

    private static string Contents((string Key, long Bytes, string StorageClass) stored) => string.Create(
        CultureInfo.InvariantCulture,
        $"<Contents><Key>{stored.Key}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>\"0\"</ETag><Size>{stored.Bytes}</Size><StorageClass>{stored.StorageClass}</StorageClass></Contents>");
}
