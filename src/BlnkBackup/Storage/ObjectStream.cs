using Amazon.S3;
using Amazon.S3.Model;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Storage;

/// <summary>Reads one version of an object to its end; a connection that breaks is opened again where it broke.</summary>
internal sealed class ObjectStream(
    IAmazonS3 s3, ObjectStore store, string key, string etag, long bytes, string? crc32, FailureKind failure) : IAsyncDisposable
{
    private const int MostBreaks = 5;

    private GetObjectResponse? response;
    private int breaksSinceLastByte;

    /// <summary>The object's size, in bytes.</summary>
    public long Bytes => bytes;

    /// <summary>The CRC-32 of the whole object, as S3 says it; null where the store reports none.</summary>
    public string? Crc32 => crc32;

    /// <summary>How many bytes have been read.</summary>
    public long Position { get; private set; }

    /// <summary>Reads some bytes; 0 at the end of the object.</summary>
    /// <exception cref="BackupException">S3 does not give the rest.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (Position < bytes)
        {
            try
            {
                response ??= await s3.GetObjectAsync(Rest(), cancellation).ConfigureAwait(false);
                var read = await response.ResponseStream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
                if (read > 0)
                {
                    Position += read;
                    breaksSinceLastByte = 0;
                    return read;
                }

                throw new IOException($"The answer ended at byte {Position} of {bytes}.");
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException && breaksSinceLastByte++ < MostBreaks)
            {
                response?.Dispose();
                response = null;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                throw S3Failure.Of(fault, $"read {key} from byte {Position} on", store, failure);
            }
        }

        return 0;
    }

    public ValueTask DisposeAsync()
    {
        response?.Dispose();
        return ValueTask.CompletedTask;
    }

    private GetObjectRequest Rest() => new()
    {
        BucketName = store.Bucket,
        Key = key,
        EtagToMatch = etag,
        ByteRange = Position == 0 ? null : new ByteRange(Position, bytes - 1),
    };
}
