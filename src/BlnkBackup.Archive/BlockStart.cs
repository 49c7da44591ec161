namespace BlnkBackup.Archive;

/// <summary>The start of a data block.</summary>
/// <param name="Type">Rows or large objects.</param>
/// <param name="DumpId">The entry it belongs to.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the archive.</param>
public readonly record struct BlockStart(BlockType Type, int DumpId, long Offset);
