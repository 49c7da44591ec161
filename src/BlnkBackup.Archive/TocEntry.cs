namespace BlnkBackup.Archive;

/// <summary>One entry of an archive's table of contents.</summary>
/// <param name="DumpId">The entry's number within the archive; blocks refer to it.</param>
/// <param name="HasBlock">True where a data block belongs to the entry (<c>hadDumper</c>).</param>
/// <param name="Oid">The object's oid in the dumped database, 0 where it has none.</param>
/// <param name="Tag">The object's name.</param>
/// <param name="Description">What it is: <c>TABLE</c>, <c>TABLE DATA</c>, <c>BLOBS</c>, ….</param>
/// <param name="Namespace">Its schema, empty where it has none.</param>
/// <param name="CopyStatement">The COPY statement that loads its block, empty where there is none.</param>
/// <param name="OffsetState">1 not set, 2 set, 3 no data.</param>
/// <param name="Offset">Where its block starts, in bytes from the start of the archive; 0 where not set.</param>
/// <param name="OffsetPosition">Where the state and offset (1 + 8 bytes) stand in the archive.</param>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>ReadToc</c>; <c>pg_backup_custom.c</c>, <c>_ReadExtraToc</c>.</remarks>
public sealed record TocEntry(
    int DumpId,
    bool HasBlock,
    uint Oid,
    string Tag,
    string Description,
    string Namespace,
    string CopyStatement,
    byte OffsetState,
    long Offset,
    int OffsetPosition)
{
    /// <summary>True where the entry's block holds large objects instead of one table's rows.</summary>
    public bool HoldsLargeObjects => Description == "BLOBS";

    /// <summary>The type of block that belongs to the entry.</summary>
    public BlockType BlockType => HoldsLargeObjects ? BlockType.LargeObjects : BlockType.TableData;

    /// <summary>The entry as a person would name it: <c>TABLE DATA blnk.transactions</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? $"{Description} {Tag}" : $"{Description} {Namespace}.{Tag}";
}
