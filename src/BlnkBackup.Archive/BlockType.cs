namespace BlnkBackup.Archive;

/// <summary>The byte every data block starts with.</summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.h</c>, <c>BLK_DATA</c> and <c>BLK_BLOBS</c>.</remarks>
public enum BlockType : byte
{
    /// <summary>The rows of one table, as COPY text.</summary>
    TableData = 1,

    /// <summary>Large objects, each with its oid.</summary>
    LargeObjects = 3,
}
