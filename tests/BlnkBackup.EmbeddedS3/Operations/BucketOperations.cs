using System.Text;
using System.Xml.Linq;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Payloads;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Buckets: create, head, location, object lock, and the two listings.</summary>
sealed class BucketOperations(EmbeddedS3Options options, BucketMap buckets)
{
    public async Task<S3Answer> CreateAsync(S3Request request, CancellationToken cancellation)
    {
        // A LocationConstraint is not needed: one server has one region.
        await PayloadReader.ReadNothingAsync(request, cancellation);
        buckets.Create(request.Bucket!, request.Header("x-amz-bucket-object-lock-enabled") == "true");
        return new S3Answer().With("Location", "/" + request.Bucket);
    }

    public S3Answer Head(S3Request request)
    {
        _ = buckets[request.Bucket];
        return new S3Answer().With("x-amz-bucket-region", options.Region);
    }

    public S3Answer GetLocation(S3Request request)
    {
        _ = buckets[request.Bucket];
        return new S3Answer { Xml = S3Xml.Result("LocationConstraint", options.Region == "us-east-1" ? null : options.Region) };
    }

    public S3Answer GetObjectLock(S3Request request) => buckets[request.Bucket].ObjectLock
        ? new S3Answer { Xml = S3Xml.Result("ObjectLockConfiguration", new XElement("ObjectLockEnabled", "Enabled")) }
        : throw new S3Exception(404, "ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket");

    public S3Answer ListObjects(S3Request request)
    {
        var bucket = buckets[request.Bucket];
        var query = request.Query;
        var (prefix, delimiter) = (query["prefix"] ?? "", query["delimiter"] ?? "");
        var token = query["continuation-token"];
        var after = token is null ? query["start-after"] ?? "" : Decode(token);
        var limit = Math.Min(query.Number("max-keys", 1000), options.ListingPageLimit);
        var page = new ListingPage(prefix, delimiter, after, limit);
        foreach (var stored in bucket.Objects)
        {
            if (!page.Take(stored)) break;
        }

        var url = query["encoding-type"] == "url";
        string Text(string key) => url ? Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal) : key;
        return new S3Answer
        {
            Xml = S3Xml.Result("ListBucketResult",
                new XElement("Name", bucket.Name),
                new XElement("Prefix", Text(prefix)),
                delimiter.Length == 0 ? null : new XElement("Delimiter", Text(delimiter)),
                new XElement("MaxKeys", limit),
                new XElement("KeyCount", page.Count),
                new XElement("IsTruncated", page.IsTruncated ? "true" : "false"),
                S3Xml.Optional("ContinuationToken", token),
                page.IsTruncated ? new XElement("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Last))) : null,
                url ? new XElement("EncodingType", "url") : null,
                page.Objects.Select(stored => new XElement("Contents",
                    new XElement("Key", Text(stored.Key)),
                    new XElement("LastModified", S3Xml.Time(stored.LastModified)),
                    new XElement("ETag", S3Xml.Quoted(stored.ETag)),
                    new XElement("Size", stored.Length),
                    new XElement("StorageClass", stored.Attributes.StorageClass))),
                page.CommonPrefixes.Select(common => new XElement("CommonPrefixes", new XElement("Prefix", Text(common))))),
        };
    }

    public S3Answer ListUploads(S3Request request)
    {
        var bucket = buckets[request.Bucket];
        if (request.Query["key-marker"] is not (null or "") || request.Query.Has("delimiter"))
            throw S3Errors.NotImplemented("ListMultipartUploads with key-marker or delimiter");
        var prefix = request.Query["prefix"] ?? "";
        return new S3Answer
        {
            Xml = S3Xml.Result("ListMultipartUploadsResult",
                new XElement("Bucket", bucket.Name),
                new XElement("Prefix", prefix),
                new XElement("MaxUploads", 1000),
                new XElement("IsTruncated", "false"),
                bucket.Uploads.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(upload => new XElement("Upload",
                    new XElement("Key", upload.Key),
                    new XElement("UploadId", upload.UploadId),
                    new XElement("StorageClass", upload.Attributes.StorageClass),
                    new XElement("Initiated", S3Xml.Time(upload.Initiated))))),
        };
    }

    static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }
    }
}
