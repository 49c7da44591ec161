using System.Collections.Concurrent;
using System.Security.Cryptography;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Operations;
using BlnkBackup.EmbeddedS3.Signing;
using Microsoft.AspNetCore.Http;

namespace BlnkBackup.EmbeddedS3;

/// <summary>From a request to its answer: signature, faults, operation; every refusal becomes S3's error document.</summary>
sealed class RequestHandling(EmbeddedS3Options options, BucketMap buckets)
{
    readonly Authentication authentication = new(options);
    readonly OperationTable operations = new(options, buckets);

    public ConcurrentQueue<RequestRecord> Log { get; } = [];

    public async Task HandleAsync(HttpContext http)
    {
        var request = new S3Request(http, RandomNumberGenerator.GetHexString(16));
        var hostId = RandomNumberGenerator.GetHexString(32);
        http.Response.Headers["x-amz-request-id"] = request.RequestId;
        http.Response.Headers["x-amz-id-2"] = hostId;
        http.Response.Headers.Server = "embedded-s3";
        var operation = OperationName.Of(request);
        var recorded = false;
        try
        {
            var answer = await AnswerAsync(request, operation, hostId);
            Log.Enqueue(Record(request, operation, answer.CutAfter is null ? answer.Status : 0, answer.ErrorCode));
            recorded = true;
            await AnswerWriter.WriteAsync(request, answer, http.RequestAborted);
        }
        catch (Exception gone) when (gone is FaultResetException or OperationCanceledException or IOException)
        {
            // A client that goes away in the middle of its answer has had its answer decided.
            if (!recorded) Log.Enqueue(Record(request, operation, 0, null));
            http.Abort();
        }
    }

    async Task<S3Answer> AnswerAsync(S3Request request, string operation, string hostId)
    {
        try
        {
            request.Scope = authentication.Verify(request);
            if (request.Header("x-amz-expected-bucket-owner") is { } owner && owner != options.OwnerAccountId) throw S3Errors.AccessDenied();
            var faults = new RequestFaults(options.Faults.Take(operation, request.Key, request.PartNumber), options.TimeProvider);
            await faults.BeforeAsync(request, request.Http.RequestAborted);
            var answer = await operations.AnswerAsync(operation, request, request.Http.RequestAborted);
            faults.After(answer);
            return answer;
        }
        catch (S3Exception refusal)
        {
            return S3Answer.Error(refusal, request, hostId);
        }
    }

    static RequestRecord Record(S3Request request, string operation, int status, string? code) =>
        new(request.Method, request.Bucket, request.Key, operation, request.PartNumber, request.Query["uploadId"], status, code);
}
