namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>
/// An object's or a part's bytes: a list of arrays, so that completing an upload joins lists and copies nothing.
/// In discard mode only the length is known.
/// </summary>
public sealed class StoredBody
{
    readonly IReadOnlyList<byte[]> chunks;

    StoredBody(IReadOnlyList<byte[]> chunks, long length, bool discarded)
    {
        this.chunks = chunks;
        Length = length;
        Discarded = discarded;
    }

    /// <summary>Bytes received, kept or not.</summary>
    public long Length { get; }

    /// <summary>True where the bytes were checked and thrown away.</summary>
    public bool Discarded { get; }

    /// <summary>Bytes held in memory: Length, or none of them where they were discarded.</summary>
    internal long KeptBytes => chunks.Sum(c => (long)c.Length);

    /// <summary>A body over these arrays, which must not change afterwards.</summary>
    public static StoredBody Of(params IReadOnlyList<byte[]> chunks) => new(chunks, chunks.Sum(c => (long)c.Length), false);

    /// <summary>A body of which only the length is known.</summary>
    public static StoredBody Discard(long length) => new([], length, length > 0);

    internal static StoredBody Join(IReadOnlyCollection<StoredBody> bodies) => new(
        [.. bodies.SelectMany(b => b.chunks)], bodies.Sum(b => b.Length), bodies.Any(b => b.Discarded));

    /// <summary>All the bytes in one array.</summary>
    public byte[] ToArray()
    {
        var all = new byte[Length];
        var at = 0;
        foreach (var slice in Slices(0, Length))
        {
            slice.CopyTo(all.AsMemory(at));
            at += slice.Length;
        }

        return all;
    }

    /// <summary>The stored arrays' stretches that make up a range, in order, without copying.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Slices(long offset, long length)
    {
        if (Discarded) throw new InvalidOperationException("The body was discarded (EmbeddedS3Options.Discard).");
        foreach (var chunk in chunks)
        {
            if (length <= 0) yield break;
            if (offset >= chunk.Length)
            {
                offset -= chunk.Length;
                continue;
            }

            var take = (int)Math.Min(length, chunk.Length - offset);
            yield return chunk.AsMemory((int)offset, take);
            length -= take;
            offset = 0;
        }
    }

    internal StoredBody WithFlippedBit(long offset, int bit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(offset, Length);
        var copies = chunks.ToArray();
        var index = 0;
        while (offset >= copies[index].Length) offset -= copies[index++].Length;
        // A copy, because an answer may be sending the undamaged array at this moment.
        copies[index] = [.. copies[index]];
        copies[index][offset] ^= (byte)(1 << bit);
        return Of(copies);
    }

    internal StoredBody Cut(long length) => Of([.. Slices(0, Math.Min(length, Length)).Select(s => s.ToArray())]);
}
