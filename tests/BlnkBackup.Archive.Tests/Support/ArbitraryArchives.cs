using CsCheck;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Archives of any shape: any order of tables, large objects and statements, any chunks, some around a slice's size.</summary>
internal static class ArbitraryArchives
{
    public static readonly Gen<Compression> Compression = Gen.OneOf(
        Gen.Const(Archive.Compression.None),
        Gen.Int[1, 9].Select(level => new Compression(CompressionAlgorithm.Gzip, level)),
        Gen.Int[1, 9].Select(level => new Compression(CompressionAlgorithm.Zstd, level)));

    public static readonly Gen<SampleArchive> Small = Of(Gen.Byte.Array[1, 300].List[0, 12], mostParts: 8);

    public static readonly Gen<SampleArchive> Large = Of(
        Gen.Select(Gen.Byte.Array[1, 300].List[0, 3], Gen.Int[SliceBytes - 20, SliceBytes + 20], Gen.Int[0, 1 << 30],
            (chunks, length, seed) => new List<byte[]>([.. chunks, Pattern(length, seed)])),
        mostParts: 2);

    private const int SliceBytes = 4 * 1024 * 1024;

    private static Gen<SampleArchive> Of(Gen<List<byte[]>> chunks, int mostParts)
    {
        var largeObjects = Gen.Select(Gen.UInt[1, uint.MaxValue], chunks, (oid, each) => new SampleContent(unchecked((int)oid), each));
        var part = Gen.OneOf<Func<SampleArchive, SampleArchive>>(
            Gen.String.Select<string, Func<SampleArchive, SampleArchive>>(tag => archive => archive.WithStatement("TABLE", tag)),
            Gen.String.Select<string, Func<SampleArchive, SampleArchive>>(tag => archive => archive.WithTable(tag)),
            Gen.Select<string, List<byte[]>, Func<SampleArchive, SampleArchive>>(
                Gen.String, chunks, (tag, rows) => archive => archive.WithText(tag, [.. rows, SampleArchive.LineEndAndTerminator])),
            largeObjects.List[0, 6].Select<List<SampleContent>, Func<SampleArchive, SampleArchive>>(
                objects => archive => archive.WithContents(objects)));
        return Gen.Select(Gen.Int[14, 16], part.List[0, mostParts], (minor, parts) =>
            parts.Aggregate(new SampleArchive(minor), (archive, add) => add(archive)));
    }

    // Half noise, half not, so that it compresses in part and quickly.
    private static byte[] Pattern(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes.AsSpan(0, length / 8));
        return bytes;
    }
}
