using BlnkBackup.Archive.Tests.Support;
using BlnkBackup.Archive.Verifying;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>Small whole archives of every version: what the fuzzing starts from.</summary>
internal static class SeedCorpus
{
    public static IReadOnlyList<(string Name, byte[] Bytes)> All { get; } = [.. ((int[])[14, 15, 16]).SelectMany(Of)];

    public static void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in All)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Of(int minor)
    {
        var empty = new SampleArchive(minor);
        yield return ($"empty-1.{minor}", empty.ToBytes());
        yield return ($"statement-1.{minor}", empty.WithStatement("SCHEMA", "s").ToBytes());
        yield return ($"table-1.{minor}", empty.WithTable("t", "1\ta").ToBytes());
        yield return ($"tables-1.{minor}", empty.WithTable("t", "1", "2").WithTable(null).WithTable("v", "", "").ToBytes());
        yield return ($"objects-1.{minor}", empty.WithLargeObjects(new(9, 1, 2, 3), new(0xfffffff0)).ToBytes());
        yield return ($"all-1.{minor}", Samples.Small(minor).ToBytes());
        yield return ($"gzip-1.{minor}", StageByStage.Encode(Samples.Small(minor).ToBytes(), Compression.FastGzip));
        if (minor >= 15)
        {
            yield return ($"zstd-1.{minor}", StageByStage.Encode(Samples.Small(minor).ToBytes(), Compression.FastZstd));
            yield return ($"lz4-1.{minor}", (empty with { Compression = 2 }).WithText("t", Lz4("1\ta\n2\tb\n\\.\n\n\n"u8)).ToBytes());
        }
    }

    // A frame of one block that is stored as it is; the descriptor's checksum is the last of its three bytes.
    private static byte[] Lz4(ReadOnlySpan<byte> text)
    {
        byte[] descriptor = [0x60, 0x40];
        return [0x04, 0x22, 0x4d, 0x18, .. descriptor, Lz4Descriptor.Checksum(descriptor), (byte)text.Length, 0, 0, 0x80, .. text, 0, 0, 0, 0];
    }
}
