namespace BlnkBackup.Archive.Slices;

/// <summary>
/// A run of the archive that is encoded on its own: some MiB of rows, or many small blocks or large objects together.
/// Slices are encoded at the same time on all processors and written in their order; a slice's buffers serve many times.
/// </summary>
internal sealed class ArchiveSlice
{
    /// <summary>How many bytes of rows or large objects a slice takes: the size of a full zstd frame before compression.</summary>
    public const int RawBytes = 4 * 1024 * 1024;

    // A piece costs at most its block's or object's start, a chunk's length, a frame's overhead and the terminators.
    private const int MostPieces = 2048;

    private readonly List<Piece> pieces = [];

    /// <summary>The bytes to compress; the pieces say which are whose.</summary>
    public byte[] Raw { get; } = GC.AllocateUninitializedArray<byte>(RawBytes);

    /// <summary>How many bytes of <see cref="Raw"/> are filled.</summary>
    public int Filled { get; private set; }

    public IReadOnlyList<Piece> Pieces => pieces;

    public bool IsFull => Filled == RawBytes || pieces.Count >= MostPieces;

    public bool IsEmpty => pieces.Count == 0;

    /// <summary>The room left for bytes.</summary>
    public Span<byte> Room => Raw.AsSpan(Filled);

    /// <summary>The bytes of the archive that this slice becomes, once encoded.</summary>
    public EncodedSlice Encoded { get; } = new();

    /// <summary>Runs while the slice is encoded.</summary>
    public Task Encoding { get; set; } = Task.CompletedTask;

    public void Add(Piece piece)
    {
        pieces.Add(piece);
        Filled += piece.Length;
    }

    public void Clear()
    {
        pieces.Clear();
        Filled = 0;
        Encoded.Clear();
    }
}
