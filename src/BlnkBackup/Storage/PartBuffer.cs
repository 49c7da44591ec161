using System.IO.Hashing;

namespace BlnkBackup.Storage;

/// <summary>One part of an upload in memory, from which it can be sent as often as it takes.</summary>
internal sealed class PartBuffer(SlabPool pool, long capacity) : IDisposable
{
    private readonly List<byte[]> slabs = [];

    public long Length { get; private set; }

    public long Room => capacity - Length;

    /// <summary>Appends; the caller has seen to the room.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var within = (int)(Length % SlabPool.SlabBytes);
            if (within == 0)
            {
                slabs.Add(pool.Take());
            }

            var count = Math.Min(bytes.Length, SlabPool.SlabBytes - within);
            bytes[..count].CopyTo(slabs[^1].AsSpan(within));
            bytes = bytes[count..];
            Length += count;
        }
    }

    /// <summary>Writes again what stands at the start, as long as <paramref name="bytes"/>.</summary>
    public void OverwriteStart(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, Length);
        for (var slab = 0; !bytes.IsEmpty; slab++)
        {
            var count = Math.Min(bytes.Length, SlabPool.SlabBytes);
            bytes[..count].CopyTo(slabs[slab]);
            bytes = bytes[count..];
        }
    }

    /// <summary>The bytes from <paramref name="position"/> to the end of their slab or of the part; empty at the end.</summary>
    public ReadOnlySpan<byte> From(long position)
    {
        if (position >= Length)
        {
            return [];
        }

        var within = (int)(position % SlabPool.SlabBytes);
        var count = (int)Math.Min(SlabPool.SlabBytes - within, Length - position);
        return slabs[(int)(position / SlabPool.SlabBytes)].AsSpan(within, count);
    }

    public Crc32Checksum Checksum()
    {
        var crc = new Crc32();
        for (var position = 0L; position < Length; position += SlabPool.SlabBytes)
        {
            crc.Append(From(position));
        }

        return new Crc32Checksum(crc.GetCurrentHashAsUInt32(), Length);
    }

    public void Dispose()
    {
        slabs.ForEach(pool.Return);
        slabs.Clear();
        Length = 0;
    }
}
