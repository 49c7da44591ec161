using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Payloads;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Which code answers which operation. What is not here is 501 NotImplemented, never a silent success.</summary>
sealed class OperationTable
{
    readonly Dictionary<string, Func<S3Request, CancellationToken, Task<S3Answer>>> operations;

    public OperationTable(EmbeddedS3Options options, BucketMap buckets)
    {
        var payloads = new PayloadReader(options.Discard);
        var attributes = new AttributesReader(options);
        var bucket = new BucketOperations(options, buckets);
        var objects = new ObjectOperations(options, buckets, payloads, attributes);
        var uploads = new UploadOperations(options, buckets, payloads, attributes);

        Func<S3Request, CancellationToken, Task<S3Answer>> WithoutBody(Func<S3Request, S3Answer> answer) => async (request, cancellation) =>
        {
            await PayloadReader.ReadNothingAsync(request, cancellation);
            return answer(request);
        };

        operations = new()
        {
            ["CreateBucket"] = bucket.CreateAsync,
            ["HeadBucket"] = WithoutBody(bucket.Head),
            ["GetBucketLocation"] = WithoutBody(bucket.GetLocation),
            ["GetObjectLockConfiguration"] = WithoutBody(bucket.GetObjectLock),
            ["ListObjectsV2"] = WithoutBody(bucket.ListObjects),
            ["ListMultipartUploads"] = WithoutBody(bucket.ListUploads),
            ["PutObject"] = objects.PutAsync,
            ["GetObject"] = WithoutBody(objects.Get),
            ["HeadObject"] = WithoutBody(objects.Head),
            ["DeleteObject"] = WithoutBody(objects.Delete),
            ["GetObjectTagging"] = WithoutBody(objects.GetTagging),
            ["GetObjectRetention"] = WithoutBody(objects.GetRetention),
            ["GetObjectLegalHold"] = WithoutBody(objects.GetLegalHold),
            ["CreateMultipartUpload"] = uploads.CreateAsync,
            ["UploadPart"] = uploads.UploadPartAsync,
            ["CompleteMultipartUpload"] = uploads.CompleteAsync,
            ["AbortMultipartUpload"] = uploads.AbortAsync,
            ["ListParts"] = WithoutBody(uploads.ListParts),
        };
    }

    public Task<S3Answer> AnswerAsync(string operation, S3Request request, CancellationToken cancellation) =>
        operations.TryGetValue(operation, out var answer)
            ? answer(request, cancellation)
            : throw S3Errors.NotImplemented($"{request.Method} {request.Path}");
}
