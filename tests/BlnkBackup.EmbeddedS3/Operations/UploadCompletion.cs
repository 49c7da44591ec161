using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BlnkBackup.EmbeddedS3.Buckets;
using BlnkBackup.EmbeddedS3.Checksums;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>Joins an upload's parts to an object, by all of S3's rules.</summary>
static class UploadCompletion
{
    const long MinPartBytes = 5 << 20;

    public static StoredObject Join(Upload upload, XElement document, S3Request request, DateTimeOffset now)
    {
        var parts = ChosenParts(upload, document);
        var length = parts.Sum(part => part.Length);
        if (request.Header("x-amz-mp-object-size") is { } size && size != length.ToString(CultureInfo.InvariantCulture))
            throw S3Errors.InvalidRequest($"The provided 'x-amz-mp-object-size' header value {size} does not match what was computed: {length}");
        return new StoredObject
        {
            Key = upload.Key,
            Body = StoredBody.Join([.. parts.Select(part => part.Body)]),
            ETag = JoinedETag(parts),
            LastModified = now,
            Attributes = upload.Attributes,
            Checksum = WholeChecksum(upload, parts, request),
            Crc32 = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(
                ChecksumAlgorithm.Crc32.Combine(parts.Select(part => (BigEndian(part.Crc32), part.Length)))),
            Parts = parts,
        };
    }

    static List<StoredPart> ChosenParts(Upload upload, XElement document)
    {
        var listed = document.Elements().Where(element => element.Name.LocalName == "Part").ToList();
        if (listed.Count == 0) throw S3Errors.MalformedXml();
        var parts = new List<StoredPart>(listed.Count);
        foreach (var element in listed)
        {
            if (!int.TryParse(element.Text("PartNumber"), out var number) || element.Text("ETag") is not { } etag) throw S3Errors.MalformedXml();
            if (parts.Count > 0 && number <= parts[^1].PartNumber)
                throw new S3Exception(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");
            if (!upload.Parts.TryGetValue(number, out var part) || etag.Trim('"') != part.ETag || !HasListedChecksum(element, part))
                throw new S3Exception(400, "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
                    ("UploadId", upload.UploadId), ("PartNumber", $"{number}"), ("ETag", etag));
            parts.Add(part);
        }

        if (parts.SkipLast(1).FirstOrDefault(part => part.Length < MinPartBytes) is { } small)
            throw new S3Exception(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
                ("ProposedSize", $"{small.Length}"), ("MinSizeAllowed", $"{MinPartBytes}"), ("PartNumber", $"{small.PartNumber}"));
        return parts;
    }

    static bool HasListedChecksum(XElement element, StoredPart part)
    {
        foreach (var sent in element.Elements().Where(child => child.Name.LocalName.StartsWith("Checksum", StringComparison.Ordinal)))
        {
            var algorithm = ChecksumAlgorithm.OfElement(sent.Name.LocalName) ?? throw S3Errors.NotImplemented(sent.Name.LocalName);
            if (part.Checksum is not { } has || has.Algorithm != algorithm || has.Base64 != sent.Value) return false;
        }

        return true;
    }

    /// <summary>The checksum of the whole by the upload's algorithm, compared with the one that the request sends.</summary>
    static ObjectChecksum? WholeChecksum(Upload upload, List<StoredPart> parts, S3Request request)
    {
        var sent = SentChecksum.Of(request);
        if (upload.Algorithm is not { } algorithm)
            return sent is null ? null : throw S3Errors.InvalidRequest("The upload was created using no checksum algorithm.");
        if (request.Header("x-amz-checksum-type") is { } type && type != upload.ChecksumType)
            throw S3Errors.InvalidRequest($"The upload was created using the {upload.ChecksumType} checksum mode. The complete request must use the same checksum mode.");
        if (sent is not null && sent.Algorithm != algorithm)
            throw S3Errors.InvalidRequest($"The upload was created using the {algorithm.Name} checksum algorithm.");

        var full = upload.ChecksumType == "FULL_OBJECT";
        var value = full
            ? algorithm.Combine(parts.Select(part => (part.Checksum!.Bytes, part.Length)))
            : algorithm.Compose(parts.Select(part => part.Checksum!.Bytes));
        if (sent?.Value is { } expected && !expected.AsSpan().SequenceEqual(value)) throw S3Errors.BadDigest(algorithm.Name);
        return new ObjectChecksum(algorithm.Name, Convert.ToBase64String(value) + (full ? "" : $"-{parts.Count}"), upload.ChecksumType!);
    }

#pragma warning disable CA5351 // S3's entity tags are MD5 by definition.
    static string JoinedETag(List<StoredPart> parts) =>
        Convert.ToHexStringLower(MD5.HashData(parts.SelectMany(part => Raw(part.ETag)).ToArray())) + $"-{parts.Count}";
#pragma warning restore CA5351

    static byte[] Raw(string etag) => etag.Length == 32 ? Convert.FromHexString(etag) : Encoding.ASCII.GetBytes(etag);

    static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
