using System.Buffers.Binary;
using System.IO.Compression;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>
/// From the chunks of one content to its bytes, by the rules of pg_restore's streaming decompression.
/// Source: PostgreSQL <c>src/bin/pg_dump/compress_gzip.c</c>, <c>compress_zstd.c</c>.
/// </summary>
internal static class ContentDecompression
{
    public static Func<IReadOnlyList<byte[]>, byte[]> Of(int algorithm) => algorithm switch
    {
        0 => Join,
        1 => Zlib,
        3 => Zstd,
        _ => throw new InvalidDataException($"Not an algorithm that is read here: {algorithm}."),
    };

    /// <summary>Exactly one zlib stream that ends where the chunks end: pg_restore loops for ever on a second one.</summary>
    public static byte[] Zlib(IReadOnlyList<byte[]> chunks)
    {
        var joined = Join(chunks);
        var stream = new ByteCountingStream(joined);
        using var zlib = new ZLibStream(stream, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        var buffer = new byte[Math.Clamp(joined.Length * 4, 64, 128 * 1024)];
        for (var read = zlib.Read(buffer); read > 0; read = zlib.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
        }

        if (joined.Length < 8 || stream.Consumed != joined.Length)
        {
            throw new InvalidDataException($"The zlib stream ends after {stream.Consumed} of {joined.Length} bytes.");
        }

        // A ZLibStream says nothing of a stream that ends within its checksum.
        return BinaryPrimitives.ReadUInt32BigEndian(joined.AsSpan()[^4..]) == Adler32(bytes.ToArray())
            ? bytes.ToArray()
            : throw new InvalidDataException("The zlib stream does not end in its checksum.");
    }

    /// <summary>Frames with content checksums, each ended at the end of a chunk: pg_restore drops what follows one in its chunk.</summary>
    public static byte[] Zstd(IReadOnlyList<byte[]> chunks)
    {
        var joined = Join(chunks);
        var chunkEnds = new HashSet<int>();
        var end = 0;
        foreach (var chunk in chunks)
        {
            chunkEnds.Add(end += chunk.Length);
        }

        var bytes = new MemoryStream();
        var position = 0;
        do
        {
            var length = ZstdFrames.LengthOfFirst(joined.AsSpan(position));
            ZstdFrames.Decompress(joined.AsSpan(position, length), bytes);
            position += length;
            if (!chunkEnds.Contains(position))
            {
                throw new InvalidDataException("A zstd frame ends within a chunk.");
            }
        }
        while (position < joined.Length);

        return bytes.ToArray();
    }

    private static uint Adler32(byte[] bytes)
    {
        var (sum, sums) = (1u, 0u);
        foreach (var each in bytes)
        {
            sum = (sum + each) % 65521;
            sums = (sums + sum) % 65521;
        }

        return (sums << 16) | sum;
    }

    private static byte[] Join(IReadOnlyList<byte[]> chunks)
    {
        var joined = new byte[chunks.Sum(chunk => chunk.Length)];
        var length = 0;
        foreach (var chunk in chunks)
        {
            chunk.CopyTo(joined, length);
            length += chunk.Length;
        }

        return joined;
    }
}
