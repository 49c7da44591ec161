namespace BlnkBackup.Archive.Tests.Support;

/// <summary>A large object of a sample.</summary>
internal readonly record struct LargeObject(uint Oid, params byte[] Bytes);
