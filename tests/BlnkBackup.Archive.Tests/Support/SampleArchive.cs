using System.Text;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>
/// An archive as <c>pg_dump -Fc -Z0</c> writes it to a pipe: no compression, one chunk a row, no offsets. Written by the
/// format's description alone, so that a fault of the code under test is not repeated here.
/// </summary>
internal sealed record SampleArchive(int Minor)
{
    public static readonly byte[] Terminator = "\\.\n\n\n"u8.ToArray();

    /// <summary>For text whose last row may not end in a newline.</summary>
    public static readonly byte[] LineEndAndTerminator = "\n\\.\n\n\n"u8.ToArray();

    private const int IntBytes = 5;
    private const int LargeObjectChunkBytes = 16 * 1024;

    public IReadOnlyList<SampleEntry> Entries { get; init; } = [];

    public IReadOnlyList<SampleBlock> Blocks { get; init; } = [];

    /// <summary>The header's compression: the byte of the algorithm, or up to 1.14 the level.</summary>
    public int Compression { get; init; }

    private int NextDumpId => Entries.Count == 0 ? 7 : Entries[^1].DumpId + 2;

    public SampleArchive WithStatement(string description, string? tag, string? definition = null) =>
        this with { Entries = [.. Entries, new SampleEntry(NextDumpId, description, tag) { Definition = definition }] };

    /// <summary>A table of these rows, each without its newline.</summary>
    public SampleArchive WithTable(string? name, params IEnumerable<string> rows) =>
        WithText(name, [.. rows.Select(row => Encoding.UTF8.GetBytes(row + "\n")), Terminator]);

    /// <summary>A table of this COPY text, which is to contain the terminator, if there is to be one.</summary>
    public SampleArchive WithText(string? name, params IReadOnlyList<byte[]> chunks) => With(
        new SampleEntry(NextDumpId, "TABLE DATA", name) { CopyStatement = $"COPY blnk.\"{name}\" FROM stdin;\n" },
        1,
        new SampleContent(null, chunks));

    public SampleArchive WithLargeObjects(params IReadOnlyList<LargeObject> objects) => WithContents(
        [.. objects.Select(each => new SampleContent(unchecked((int)each.Oid), [.. each.Bytes.Chunk(LargeObjectChunkBytes)]))]);

    public SampleArchive WithContents(IReadOnlyList<SampleContent> largeObjects) =>
        With(new SampleEntry(NextDumpId, "BLOBS", "BLOBS") { Schema = null, Oid = "0" }, 3, largeObjects);

    public byte[] ToBytes() => Write(Blocks.Count).ToArray();

    /// <summary>The length of header and table of contents.</summary>
    public int ContentsLength => Write(0).Length;

    /// <summary>The length of the header, up to the number of entries.</summary>
    public int HeaderLength => (this with { Entries = [], Blocks = [] }).ContentsLength - IntBytes;

    /// <summary>Where a block starts.</summary>
    public int OffsetOf(int block) => Write(block).Length;

    private SampleArchive With(SampleEntry entry, byte blockType, params IReadOnlyList<SampleContent> contents) => this with
    {
        Entries = [.. Entries, entry with { HasData = true, OffsetState = 1, Dependencies = [3, 5] }],
        Blocks = [.. Blocks, new SampleBlock(blockType, entry.DumpId, contents)],
    };

    private ArchiveBytes Write(int blocks)
    {
        var bytes = new ArchiveBytes().Raw("PGDMP"u8.ToArray()).Byte(1).Byte(Minor).Byte(0).Byte(4).Byte(8).Byte(1);
        _ = Minor >= 15 ? bytes.Byte(Compression) : bytes.Int(Compression);
        bytes.Int(30).Int(59).Int(23).Int(31).Int(11).Int(125).Int(0);
        bytes.Text("ledger").Text("17.2 (Debian 17.2-1)").Text("17.2").Int(Entries.Count);
        foreach (var entry in Entries)
        {
            entry.Write(bytes, Minor);
        }

        foreach (var block in Blocks.Take(blocks))
        {
            block.Write(bytes);
        }

        return bytes;
    }
}
