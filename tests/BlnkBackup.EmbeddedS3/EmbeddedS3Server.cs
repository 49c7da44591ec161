using BlnkBackup.EmbeddedS3.Buckets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.EmbeddedS3;

/// <summary>
/// A strict little S3 on 127.0.0.1, for development and tests only: path style, plain HTTP, everything in memory. Signatures,
/// checksums, part rules and conditional writes are checked; what is not understood is refused with 501.
/// </summary>
public sealed class EmbeddedS3Server : IAsyncDisposable
{
    readonly WebApplication app;
    readonly BucketMap buckets;
    readonly RequestHandling handling;

    EmbeddedS3Server(WebApplication app, BucketMap buckets, RequestHandling handling)
    {
        this.app = app;
        this.buckets = buckets;
        this.handling = handling;
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new(app.Urls.First());

    /// <summary>Every request so far, in the order in which the answers were decided.</summary>
    public IReadOnlyList<RequestRecord> Requests => [.. handling.Log];

    public static async Task<EmbeddedS3Server> StartAsync(EmbeddedS3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var buckets = new BucketMap(options);
        var handling = new RequestHandling(options, buckets);
        app.Run(handling.HandleAsync);
        await app.StartAsync();
        return new EmbeddedS3Server(app, buckets, handling);
    }

    /// <summary>Waits for SIGTERM or SIGINT.</summary>
    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    /// <summary>The objects of a bucket, in order of their keys.</summary>
    public IReadOnlyList<StoredObject> Objects(string bucket) => buckets[bucket].Objects;

    /// <summary>The uploads of a bucket that are neither completed nor aborted.</summary>
    public IReadOnlyList<OpenUpload> OpenUploads(string bucket) => buckets[bucket].Uploads;

    /// <summary>Stores an object without a request.</summary>
    public void Put(string bucket, StoredObject stored) => buckets[bucket].Put(stored, onlyIfAbsent: false);

    /// <summary>Damages a stored object: one bit of one byte. Its recorded checksum stays.</summary>
    public void FlipBit(string bucket, string key, long offset, int bit) =>
        buckets[bucket].Damage(key, body => body.WithFlippedBit(offset, bit));

    /// <summary>Damages a stored object: cuts it off. Its recorded checksum stays.</summary>
    public void Cut(string bucket, string key, long length) => buckets[bucket].Damage(key, body => body.Cut(length));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
