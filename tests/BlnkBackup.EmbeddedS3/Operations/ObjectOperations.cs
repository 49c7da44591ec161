using System.Xml.Linq;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Http;
using BlnkBackup.EmbeddedS3.Payloads;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Objects: put, get, head, delete, tags, retention and legal hold.</summary>
sealed class ObjectOperations(EmbeddedS3Options options, BucketMap buckets, PayloadReader payloads, AttributesReader attributes)
{
    public async Task<S3Answer> PutAsync(S3Request request, CancellationToken cancellation)
    {
        var bucket = buckets[request.Bucket];
        var onlyIfAbsent = Conditions.OnlyIfAbsent(request);
        var said = attributes.Read(request, bucket);
        var received = await payloads.ReadContentAsync(request, UploadOperations.MaxPartBytes, null, cancellation);
        var stored = bucket.Put(
            new StoredObject
            {
                Key = request.Key!,
                Body = received.Body,
                ETag = received.ETag,
                LastModified = options.TimeProvider.GetUtcNow(),
                Attributes = said,
                Crc32 = received.Crc32,
                Checksum = received.Checksum is { } sum ? new ObjectChecksum(sum.Algorithm.Name, sum.Base64, "FULL_OBJECT") : null,
            },
            onlyIfAbsent);
        var answer = ObjectHeaders.Written(new S3Answer(), said, stored.VersionId).With("ETag", S3Xml.Quoted(stored.ETag));
        return received.Checksum is { } checksum ? answer.With(checksum.Algorithm.Header, checksum.Base64) : answer;
    }

    public S3Answer Get(S3Request request)
    {
        var stored = Found(request);
        if (Conditions.IsNotModified(request, stored)) return new S3Answer(304).With("ETag", S3Xml.Quoted(stored.ETag));
        if (stored.Body.Discarded) throw S3Errors.NotImplemented("GetObject in discard mode");
        CheckDecryption(stored);
        var range = ByteRange.Of(request.Header("Range"), stored.Length);
        var answer = new S3Answer(range is null ? 200 : 206) { Body = stored.Body, Range = range ?? (0, stored.Length) };
        if (range is var (offset, length)) answer.With("Content-Range", $"bytes {offset}-{offset + length - 1}/{stored.Length}");
        return ObjectHeaders.Full(answer, stored, range is null && WantsChecksum(request));
    }

    public S3Answer Head(S3Request request)
    {
        var stored = Found(request);
        if (WantsChecksum(request)) CheckDecryption(stored);
        return Conditions.IsNotModified(request, stored)
            ? new S3Answer(304).With("ETag", S3Xml.Quoted(stored.ETag))
            : ObjectHeaders.Full(new S3Answer().With("Content-Length", $"{stored.Length}"), stored, WantsChecksum(request));
    }

    public S3Answer Delete(S3Request request)
    {
        Conditions.Refuse(request, "If-Match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size");
        buckets[request.Bucket].Remove(request.Key!, options.TimeProvider.GetUtcNow());
        return new S3Answer(204);
    }

    public S3Answer GetTagging(S3Request request) => new()
    {
        Xml = S3Xml.Result("Tagging", new XElement("TagSet",
            Found(request).Attributes.Tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value))))),
    };

    public S3Answer GetRetention(S3Request request)
    {
        var said = LockOf(request);
        return said is { LockMode: { } mode, RetainUntil: { } until }
            ? new S3Answer { Xml = S3Xml.Result("Retention", new XElement("Mode", mode), new XElement("RetainUntilDate", S3Xml.Time(until))) }
            : throw NoLock();
    }

    public S3Answer GetLegalHold(S3Request request) => LockOf(request).LegalHold
        ? new S3Answer { Xml = S3Xml.Result("LegalHold", new XElement("Status", "ON")) }
        : throw NoLock();

    ObjectAttributes LockOf(S3Request request) => buckets[request.Bucket].ObjectLock
        ? Found(request).Attributes
        : throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");

    static S3Exception NoLock() =>
        new(404, "NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");

    void CheckDecryption(StoredObject stored)
    {
        if (stored.Attributes.KmsKeyId is { } keyId && options.DeniedKmsKeys.Contains(keyId))
            throw S3Errors.AccessDenied(
                $"User is not authorized to perform: kms:Decrypt on resource: {keyId} because no identity-based policy allows the kms:Decrypt action");
    }

    static bool WantsChecksum(S3Request request) =>
        "ENABLED".Equals(request.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase);

    StoredObject Found(S3Request request)
    {
        if (request.Query.Has("partNumber")) throw S3Errors.NotImplemented("Reading one part of an object");
        var stored = buckets[request.Bucket].Find(request.Key!) ?? throw S3Errors.NoSuchKey(request.Key!);
        var wanted = request.Query["versionId"];
        return wanted is null || wanted == stored.VersionId
            ? stored
            : throw new S3Exception(404, "NoSuchVersion", "The specified version does not exist.", ("VersionId", wanted));
    }
}
