namespace BlnkBackup.Storage;

/// <summary>An object as S3 says it has it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ETag">Its entity tag, quotes taken off.</param>
/// <param name="Crc32">The CRC-32 of the whole object, base64, highest byte first; null where the store reports none.</param>
/// <param name="VersionId">Its version in a versioned bucket; null elsewhere.</param>
/// <param name="Parts">How many parts it was sent in.</param>
internal sealed record StoredObject(string Key, long Bytes, string ETag, string? Crc32, string? VersionId, int Parts);
