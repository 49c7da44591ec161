using System.IO.Hashing;
using BlnkBackup.Storage;

namespace BlnkBackup.Tests.Storage;

public sealed class PartBufferTests
{
    private readonly SlabPool slabs = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SlabPool.SlabBytes)]
    [InlineData((2 * SlabPool.SlabBytes) + 7)]
    public async Task A_part_is_read_as_it_was_written_as_often_as_one_likes(int length)
    {
        var bytes = RandomBytes(length);
        using var part = new PartBuffer(slabs, length);
        Append(part, bytes, step: 1_000_003);
        Assert.Equal(0, part.Room);
        await using var stream = new PartStream(part);
        for (var time = 0; time < 2; time++)
        {
            stream.Position = 0;
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.True(bytes.AsSpan().SequenceEqual(copy.GetBuffer().AsSpan(0, (int)copy.Length)));
        }
    }

    [Fact]
    public void Its_checksum_is_that_of_all_its_bytes()
    {
        var bytes = RandomBytes(SlabPool.SlabBytes + 12345);
        using var part = new PartBuffer(slabs, bytes.Length);
        Append(part, bytes, step: 777_777);
        Assert.Equal(new Crc32Checksum(Crc32.HashToUInt32(bytes), bytes.Length), part.Checksum());
    }

    [Fact]
    public void Its_start_can_be_written_again_beyond_one_slab()
    {
        var bytes = RandomBytes(SlabPool.SlabBytes + 100);
        using var part = new PartBuffer(slabs, bytes.Length);
        part.Append(new byte[bytes.Length]);
        part.OverwriteStart(bytes);
        Assert.Equal(Crc32.HashToUInt32(bytes), part.Checksum().Value);
    }

    [Fact]
    public void No_more_can_be_written_again_than_was_written()
    {
        using var part = new PartBuffer(slabs, 100);
        part.Append(new byte[10]);
        Assert.Throws<ArgumentOutOfRangeException>(() => part.OverwriteStart(new byte[11]));
    }

    [Fact]
    public void A_part_given_back_leaves_its_memory_to_the_next()
    {
        var slab = slabs.Take();
        slabs.Return(slab);
        using (var part = new PartBuffer(slabs, 10))
        {
            part.Append(new byte[10]);
            Assert.NotSame(slab, slabs.Take());
        }

        Assert.Same(slab, slabs.Take());
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static void Append(PartBuffer part, byte[] bytes, int step)
    {
        for (var start = 0; start < bytes.Length; start += step)
        {
            part.Append(bytes.AsSpan(start, Math.Min(step, bytes.Length - start)));
        }
    }
}
