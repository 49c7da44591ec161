namespace BlnkBackup.Archive.Slices;

/// <summary>One thing of the archive within a slice.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">A dump id or an oid, where the kind has one.</param>
/// <param name="Start">For content: where its bytes start in the slice.</param>
/// <param name="Length">For content: how many they are, 0 too.</param>
/// <param name="IsFirst">For content: true for the first of its table or large object.</param>
/// <param name="IsLast">For content: true for the last of its table or large object.</param>
internal readonly record struct Piece(
    PieceKind Kind, int Id = 0, int Start = 0, int Length = 0, bool IsFirst = false, bool IsLast = false);

/// <summary>What stands next in the archive.</summary>
internal enum PieceKind : byte
{
    /// <summary>The start of a block of rows; <see cref="Piece.Id"/> is the dump id.</summary>
    TableDataStart,

    /// <summary>The start of a block of large objects; <see cref="Piece.Id"/> is the dump id.</summary>
    LargeObjectsStart,

    /// <summary>The start of one large object; <see cref="Piece.Id"/> is its oid.</summary>
    LargeObjectStart,

    /// <summary>Bytes of the table or large object that was started last.</summary>
    Content,

    /// <summary>The end of a block of large objects.</summary>
    LargeObjectsEnd,
}
