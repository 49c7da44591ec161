using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>Archives to be damaged: small, and with something of everything.</summary>
internal static class VerifySamples
{
    /// <summary>As pg_dump writes it to a pipe.</summary>
    public static SampleArchive Small(int minor)
    {
        var start = new SampleArchive(minor).WithStatement("SCHEMA", "s");
        var named = minor >= 16
            ? start.WithStatement("BLOB METADATA", "9..2147483648", "9\n10\n2147483648\n")
            : start.WithStatement("BLOB", "9").WithStatement("BLOB", "10").WithStatement("BLOB", "2147483648");
        return named
            .WithTable("t", "1\ta\t2026-01-02", "2\tb\t2026-01-02", "3\tb\t2026-01-02", "4\t\\N\t\\N")
            .WithLargeObjects(new(9, 1, 2, 3), new(10), new(0x80000000, [.. Enumerable.Repeat((byte)7, 40)]))
            .WithTable("empty");
    }

    /// <summary>As pg_dump 16 and newer writes it to a file that is its standard output: the contents again at the end, with offsets.</summary>
    public static byte[] Redirected(SampleArchive archive)
    {
        var withOffsets = archive with
        {
            Entries = [.. archive.Entries.Select(entry => archive.Blocks.ToList().FindIndex(block => block.DumpId == entry.DumpId) is >= 0 and var block
                ? entry with { OffsetState = 2, Offset = archive.OffsetOf(block) }
                : entry)],
        };
        return [.. archive.ToBytes(), .. withOffsets.ToBytes().AsSpan(archive.HeaderLength, archive.ContentsLength - archive.HeaderLength)];
    }

    /// <summary>As this program stores it.</summary>
    public static async Task<byte[]> StoredAsync(int minor, CompressionAlgorithm algorithm)
    {
        var destination = new RetainingDestination();
        var compression = new Compression(algorithm, algorithm == CompressionAlgorithm.None ? 0 : 1);
        var whole = await ArchiveEncoding.EncodeAsync(
            new MemoryStream(Small(minor).ToBytes()), () => { }, destination, _ => Task.FromResult(compression), progress: null, CancellationToken.None);
        return destination.Assemble(whole);
    }

    /// <summary>An archive of one table whose chunks are these, compressed already; the header says with what.</summary>
    public static SampleArchive OfChunks(CompressionAlgorithm algorithm, params IReadOnlyList<byte[]> chunks) =>
        new SampleArchive(16) { Compression = (int)algorithm }.WithText("t", chunks);

    /// <summary>COPY text of these rows, terminator included.</summary>
    public static byte[] Text(params string[] rows) =>
        [.. rows.SelectMany(row => Encoding.UTF8.GetBytes(row + "\n")), .. SampleArchive.Terminator];
}
