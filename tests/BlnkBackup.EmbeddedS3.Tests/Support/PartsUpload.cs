using Amazon.S3.Model;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>A multipart upload by the SDK, with its parts as Complete has to list them.</summary>
internal sealed class PartsUpload
{
    private readonly Store store;

    private PartsUpload(Store store, string key, string uploadId) => (this.store, Key, UploadId) = (store, key, uploadId);

    public string Key { get; }

    public string UploadId { get; }

    public List<PartETag> Parts { get; } = [];

    public static async Task<PartsUpload> StartAsync(Store store, string key, Action<InitiateMultipartUploadRequest>? change = null)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = Store.Bucket, Key = key };
        change?.Invoke(request);
        var answer = await store.Client.InitiateMultipartUploadAsync(request);
        return new PartsUpload(store, key, answer.UploadId);
    }

    public async Task<UploadPartResponse> SendAsync(int number, byte[] bytes, Action<UploadPartRequest>? change = null)
    {
        var request = new UploadPartRequest
        {
            BucketName = Store.Bucket,
            Key = Key,
            UploadId = UploadId,
            PartNumber = number,
            PartSize = bytes.Length,
            InputStream = new MemoryStream(bytes),
        };
        change?.Invoke(request);
        var answer = await store.Client.UploadPartAsync(request);
        Parts.RemoveAll(part => part.PartNumber == number);
        Parts.Add(new PartETag(number, answer.ETag));
        return answer;
    }

    public Task<CompleteMultipartUploadResponse> CompleteAsync(Action<CompleteMultipartUploadRequest>? change = null)
    {
        var request = new CompleteMultipartUploadRequest { BucketName = Store.Bucket, Key = Key, UploadId = UploadId, PartETags = [.. Parts] };
        change?.Invoke(request);
        return store.Client.CompleteMultipartUploadAsync(request);
    }

    public Task AbortAsync() => store.Client.AbortMultipartUploadAsync(Store.Bucket, Key, UploadId);
}
