namespace BlnkBackup.Archive;

/// <summary>Reads an archive forward only: header and table of contents, then block after block. Pure parsing.</summary>
/// <remarks>
/// Truncation or a surprise throws <see cref="ArchiveFormatException"/>; the source's own exceptions pass through.
/// Source of the layout: PostgreSQL <c>src/bin/pg_dump/pg_backup_custom.c</c>.
/// </remarks>
public sealed class ArchiveReader
{
    private readonly ArchiveInput input;
    private int chunkRemaining;
    private bool dataEnded;

    /// <summary>A reader of <paramref name="source"/>, which is read in large pieces.</summary>
    public ArchiveReader(Stream source)
        : this(new ArchiveInput(source))
    {
    }

    internal ArchiveReader(ArchiveInput input) => this.input = input;

    /// <summary>How many bytes of the archive have been read.</summary>
    public long Position => input.Position;

    /// <summary>Reads the header alone, for those who want no more.</summary>
    public ArchiveHeader ReadHeader() => TableOfContentsParser.ParseHeader(input, out _);

    /// <summary>Reads header and table of contents. The first call on a reader.</summary>
    public TableOfContents ReadTableOfContents() => TableOfContentsParser.Parse(input);

    /// <summary>Reads the start of the next block; false at the end of the archive.</summary>
    public bool TryReadBlock(out BlockStart block)
    {
        block = default;
        var offset = input.Position;
        if (!input.TryReadByte(out var type))
        {
            return false;
        }

        if (type is not ((byte)BlockType.TableData or (byte)BlockType.LargeObjects))
        {
            throw new ArchiveFormatException(offset, "a block (1 or 3) or the end of the archive", $"the byte {type}");
        }

        block = new BlockStart((BlockType)type, input.ReadInt("a block's dump id"), offset);
        StartData();
        return true;
    }

    /// <summary>Reads the next large object's oid within a block of large objects; false at the block's end.</summary>
    public bool TryReadLargeObject(out uint oid)
    {
        // pg_dump writes the unsigned oid as a signed int; 0 ends the block.
        oid = unchecked((uint)input.ReadInt("a large object's oid or the end of the block"));
        StartData();
        return oid != 0;
    }

    /// <summary>
    /// Reads the bytes of the chunks of the current block or large object as one run, until <paramref name="destination"/>
    /// is full or the run ends: fewer bytes than asked for, 0 too, mean its end.
    /// </summary>
    public int ReadData(Span<byte> destination)
    {
        var filled = 0;
        while (filled < destination.Length && (chunkRemaining > 0 || TryReadChunk()))
        {
            var read = input.Read(destination.Slice(filled, Math.Min(chunkRemaining, destination.Length - filled)));
            if (read == 0)
            {
                throw new ArchiveFormatException(input.Position, $"{chunkRemaining} more bytes of a chunk", "the end of the archive");
            }

            filled += read;
            chunkRemaining -= read;
        }

        return filled;
    }

    /// <summary>Reads bytes of one chunk alone, some of them or all; 0 at the end of the current block or large object.</summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="chunkEnds">True where they are the chunk's last.</param>
    internal int ReadWithinChunk(Span<byte> destination, out bool chunkEnds)
    {
        if (chunkRemaining == 0 && !TryReadChunk())
        {
            chunkEnds = true;
            return 0;
        }

        var read = ReadData(destination[..Math.Min(chunkRemaining, destination.Length)]);
        chunkEnds = chunkRemaining == 0;
        return read;
    }

    private void StartData()
    {
        chunkRemaining = 0;
        dataEnded = false;
    }

    private bool TryReadChunk()
    {
        if (dataEnded)
        {
            return false;
        }

        var offset = input.Position;
        chunkRemaining = input.ReadInt("a chunk's length");
        if (chunkRemaining < 0)
        {
            throw new ArchiveFormatException(offset, "a chunk's length of 0 or more", $"{chunkRemaining}");
        }

        dataEnded = chunkRemaining == 0;
        return !dataEnded;
    }
}
