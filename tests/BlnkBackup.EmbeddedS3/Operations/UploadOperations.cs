using System.Xml.Linq;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Checksums;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Payloads;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Multipart uploads.</summary>
sealed class UploadOperations(EmbeddedS3Options options, BucketMap buckets, PayloadReader payloads, AttributesReader attributes)
{
    public const long MaxPartBytes = 5L << 30;
    const int MaxParts = 10_000;

    public async Task<S3Answer> CreateAsync(S3Request request, CancellationToken cancellation)
    {
        await PayloadReader.ReadNothingAsync(request, cancellation);
        var bucket = buckets[request.Bucket];
        var (algorithm, type) = ReadChecksum(request);
        var upload = new Upload(request.Key!, Guid.NewGuid().ToString("N"), options.TimeProvider.GetUtcNow(), attributes.Read(request, bucket))
        {
            Algorithm = algorithm,
            ChecksumType = type,
        };
        bucket.Add(upload);
        var answer = new S3Answer
        {
            Xml = S3Xml.Result("InitiateMultipartUploadResult",
                new XElement("Bucket", bucket.Name), new XElement("Key", upload.Key), new XElement("UploadId", upload.UploadId)),
        };
        return ObjectHeaders.Written(answer, upload.Attributes, versionId: null)
            .With("x-amz-checksum-algorithm", algorithm?.Name).With("x-amz-checksum-type", type);
    }

    public async Task<S3Answer> UploadPartAsync(S3Request request, CancellationToken cancellation)
    {
        var bucket = buckets[request.Bucket];
        var uploadId = request.Query["uploadId"];
        var algorithm = bucket.With(request.Key!, uploadId, upload => upload.Algorithm);
        if (request.Query["partNumber"] is null || request.PartNumber is not (>= 1 and <= MaxParts and var number))
            throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", request.Query["partNumber"]);
        if (SentChecksum.Of(request) is { } sent && algorithm is not null && sent.Algorithm != algorithm)
            throw S3Errors.InvalidRequest($"Checksum Type mismatch occurred, expected checksum Type: {algorithm.Name}, actual checksum Type: {sent.Algorithm.Name}");

        var received = await payloads.ReadContentAsync(request, MaxPartBytes, algorithm, cancellation);
        var part = new StoredPart
        {
            PartNumber = number,
            Body = received.Body,
            ETag = received.ETag,
            LastModified = options.TimeProvider.GetUtcNow(),
            Crc32 = received.Crc32,
            Checksum = received.Checksum,
        };
        // The upload may have been aborted while the body came in.
        bucket.With(request.Key!, uploadId, upload => upload.Parts[number] = part);
        var answer = new S3Answer().With("ETag", S3Xml.Quoted(part.ETag));
        return part.Checksum is { } checksum ? answer.With(checksum.Algorithm.Header, checksum.Base64) : answer;
    }

    public async Task<S3Answer> CompleteAsync(S3Request request, CancellationToken cancellation)
    {
        var bucket = buckets[request.Bucket];
        var onlyIfAbsent = Conditions.OnlyIfAbsent(request);
        var document = S3Xml.Read(await PayloadReader.ReadXmlAsync(request, cancellation), "CompleteMultipartUpload");
        var stored = bucket.Complete(
            request.Key!,
            request.Query["uploadId"],
            upload => UploadCompletion.Join(upload, document, request, options.TimeProvider.GetUtcNow()),
            onlyIfAbsent);
        var answer = new S3Answer
        {
            Xml = S3Xml.Result("CompleteMultipartUploadResult",
                new XElement("Location", $"http://{request.Http.Request.Host}/{bucket.Name}/{stored.Key}"),
                new XElement("Bucket", bucket.Name),
                new XElement("Key", stored.Key),
                new XElement("ETag", S3Xml.Quoted(stored.ETag)),
                stored.Checksum is { } sum ? new XElement("Checksum" + sum.Algorithm, sum.Value) : null,
                S3Xml.Optional("ChecksumType", stored.Checksum?.Type)),
        };
        return ObjectHeaders.Written(answer, stored.Attributes, stored.VersionId);
    }

    public async Task<S3Answer> AbortAsync(S3Request request, CancellationToken cancellation)
    {
        await PayloadReader.ReadNothingAsync(request, cancellation);
        buckets[request.Bucket].Abort(request.Key!, request.Query["uploadId"]);
        return new S3Answer(204);
    }

    public S3Answer ListParts(S3Request request)
    {
        var bucket = buckets[request.Bucket];
        var open = bucket.With(request.Key!, request.Query["uploadId"], upload => upload.Snapshot());
        var limit = Math.Min(request.Query.Number("max-parts", 1000), 1000);
        var after = request.Query.Number("part-number-marker", 0);
        var parts = open.Parts.Where(part => part.PartNumber > after).Take(limit + 1).ToList();
        var truncated = limit > 0 && parts.Count > limit;
        return new S3Answer
        {
            Xml = S3Xml.Result("ListPartsResult",
                new XElement("Bucket", bucket.Name),
                new XElement("Key", open.Key),
                new XElement("UploadId", open.UploadId),
                new XElement("PartNumberMarker", after),
                truncated ? new XElement("NextPartNumberMarker", parts[limit - 1].PartNumber) : null,
                new XElement("MaxParts", limit),
                new XElement("IsTruncated", truncated ? "true" : "false"),
                parts.Take(limit).Select(part => new XElement("Part",
                    new XElement("PartNumber", part.PartNumber),
                    new XElement("LastModified", S3Xml.Time(part.LastModified)),
                    new XElement("ETag", S3Xml.Quoted(part.ETag)),
                    new XElement("Size", part.Length),
                    part.Checksum is { } sum ? new XElement(sum.Algorithm.Element, sum.Base64) : null))),
        };
    }

    static (ChecksumAlgorithm? Algorithm, string? Type) ReadChecksum(S3Request request)
    {
        var type = request.Header("x-amz-checksum-type");
        if (request.Header("x-amz-checksum-algorithm") is not { } name)
            return type is null ? (null, null) : throw S3Errors.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        var algorithm = ChecksumAlgorithm.Named(name) ?? throw S3Errors.NotImplemented($"x-amz-checksum-algorithm: {name}");
        type ??= algorithm.CanBeComposite ? "COMPOSITE" : "FULL_OBJECT";
        var allowed = type switch
        {
            "FULL_OBJECT" => algorithm.CanBeFullObject,
            "COMPOSITE" => algorithm.CanBeComposite,
            _ => false,
        };
        return allowed ? (algorithm, type) : throw S3Errors.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm.Name} checksum algorithm.");
    }
}
