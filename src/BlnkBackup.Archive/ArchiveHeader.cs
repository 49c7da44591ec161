namespace BlnkBackup.Archive;

/// <summary>What an archive says of itself before its table of contents.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="Algorithm">The compression of its blocks.</param>
/// <param name="Created">When pg_dump started, in the local time of the machine it ran on.</param>
/// <param name="Database">The database's name.</param>
/// <param name="ServerVersion">The server's version, as <c>SHOW server_version</c> gives it.</param>
/// <param name="DumpVersion">The version of the pg_dump that wrote it.</param>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>ReadHead</c>.</remarks>
public sealed record ArchiveHeader(
    ArchiveVersion Version,
    CompressionAlgorithm Algorithm,
    DateTime Created,
    string Database,
    string ServerVersion,
    string DumpVersion);
