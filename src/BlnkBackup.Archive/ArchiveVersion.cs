namespace BlnkBackup.Archive;

/// <summary>The version of the custom format, as in the archive's header: 1.14.0 (pg_dump 12 to 15), 1.15.0 (16), 1.16.0 (17 and 18).</summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.h</c>, <c>K_VERS_*</c>.</remarks>
public readonly record struct ArchiveVersion(byte Major, byte Minor, byte Revision)
{
    /// <summary>True from 1.15: the header names its algorithm in one byte, and zstd and lz4 are allowed.</summary>
    public bool NamesAlgorithm => Minor >= 15;

    /// <summary>True from 1.16: each entry carries the relkind of its relation.</summary>
    public bool HasRelationKind => Minor >= 16;

    /// <summary>True for the versions this program reads and writes: 1.14 to 1.16.</summary>
    public bool IsKnown => Major == 1 && Minor is >= 14 and <= 16;

    /// <summary>The version as <c>major.minor</c>, as pg_restore prints it.</summary>
    public override string ToString() => $"{Major}.{Minor}";
}
