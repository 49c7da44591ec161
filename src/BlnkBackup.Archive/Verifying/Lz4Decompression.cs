using System.Buffers.Binary;

namespace BlnkBackup.Archive.Verifying;

/// <summary>lz4 frames, one or several a content, wherever the chunks end. pg_dump alone writes them; we never do.</summary>
/// <remarks>
/// magic 04 22 4D 18, descriptor (FLG, BD, perhaps size 8, dictionary 4, HC 1), blocks (u32 size, highest bit for one that is not
/// compressed; bytes; perhaps checksum 4), u32 0, perhaps checksum 4. pg_dump asks for no checksum but the descriptor's.
/// Source: lz4 <c>doc/lz4_Frame_format.md</c>; PostgreSQL <c>src/bin/pg_dump/compress_lz4.c</c>.
/// </remarks>
internal sealed class Lz4Decompression : IDecompression
{
    private const int HistoryBytes = 64 * 1024;
    private const uint Uncompressed = 0x8000_0000;

    private readonly byte[] checksum = new byte[4];
    private byte[] block = [];
    private byte[] window = [];
    private long frameStart;

    // Checksums of rows are not computed here, since pg_dump writes none.
    public bool ChecksContent => false;

    private static ReadOnlySpan<byte> Magic => [0x04, 0x22, 0x4d, 0x18];

    public void Read(ArchiveReader reader, IContent content)
    {
        Span<byte> magic = stackalloc byte[4];
        var frames = 0;
        int read;
        for (frameStart = reader.Position; (read = reader.ReadData(magic)) > 0; frameStart = reader.Position)
        {
            if (!magic[..read].SequenceEqual(Magic))
            {
                throw new ArchiveFormatException(frameStart, "the start of an lz4 frame", Convert.ToHexString(magic[..read]));
            }

            ReadBlocks(reader, content, ReadDescriptor(reader));
            frames++;
        }

        if (frames == 0)
        {
            throw new ArchiveFormatException(frameStart, "an lz4 frame", "no chunks");
        }
    }

    public void Dispose()
    {
    }

    private Lz4Descriptor ReadDescriptor(ArchiveReader reader)
    {
        Span<byte> bytes = stackalloc byte[Lz4Descriptor.MostBytes];
        Fill(reader, bytes[..2]);
        var descriptor = new Lz4Descriptor(bytes[0], bytes[1]);
        if (!descriptor.IsKnown)
        {
            throw Damage("a descriptor of another kind");
        }

        Fill(reader, bytes[2..descriptor.Bytes]);
        if (bytes[descriptor.Bytes - 1] != Lz4Descriptor.Checksum(bytes[..(descriptor.Bytes - 1)]))
        {
            throw Damage("a descriptor whose checksum is wrong");
        }

        if (block.Length < descriptor.MostBlockBytes)
        {
            block = new byte[descriptor.MostBlockBytes];
            window = new byte[HistoryBytes + descriptor.MostBlockBytes];
        }

        return descriptor;
    }

    private void ReadBlocks(ArchiveReader reader, IContent content, Lz4Descriptor descriptor)
    {
        var history = 0;
        for (var size = ReadSize(reader); size != 0; size = ReadSize(reader))
        {
            var bytes = (int)Math.Min(size & ~Uncompressed, int.MaxValue);
            if (bytes > descriptor.MostBlockBytes)
            {
                throw Damage($"a block of {bytes} bytes");
            }

            Fill(reader, block.AsSpan(0, bytes));
            Fill(reader, checksum.AsSpan(0, descriptor.HasBlockChecksums ? checksum.Length : 0));
            var room = window.AsSpan(0, history + descriptor.MostBlockBytes);
            var written = (size & Uncompressed) != 0
                ? Copy(block.AsSpan(0, bytes), room[history..])
                : Lz4Block.Decode(block.AsSpan(0, bytes), room, history);
            if (written < 0)
            {
                throw Damage($"damage before byte {reader.Position}");
            }

            content.Append(window.AsSpan(history, written), reader.Position);
            var end = history + written;
            history = Math.Min(end, HistoryBytes);
            window.AsSpan(end - history, history).CopyTo(window);
        }

        Fill(reader, checksum.AsSpan(0, descriptor.HasContentChecksum ? checksum.Length : 0));
    }

    private uint ReadSize(ArchiveReader reader)
    {
        Span<byte> size = stackalloc byte[4];
        Fill(reader, size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size);
    }

    private void Fill(ArchiveReader reader, Span<byte> bytes)
    {
        if (reader.ReadData(bytes) < bytes.Length)
        {
            throw Damage($"one cut short at byte {reader.Position}");
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return bytes.Length;
    }

    private ArchiveFormatException Damage(string found) => new(frameStart, "a whole lz4 frame without damage", found);
}
