using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>What an archive says, however it is compressed.</summary>
internal sealed record DecodedArchive(
    byte[] Compression, byte[] Header, IReadOnlyList<DecodedEntry> Entries, int ContentsLength, IReadOnlyList<DecodedBlock> Blocks)
{
    /// <summary>All that must survive a change of compression, one line for each thing.</summary>
    public string Meaning
    {
        get
        {
            var lines = new StringBuilder($"header {Digest(Header)}\n");
            foreach (var entry in Entries)
            {
                var offset = entry.HasData ? "" : $"{entry.OffsetState} {entry.Offset}";
                lines.AppendLine(CultureInfo.InvariantCulture, $"entry {entry.DumpId} {entry.Description} {Digest(entry.Fields)} {offset}");
            }

            foreach (var block in Blocks)
            {
                lines.AppendLine(CultureInfo.InvariantCulture, $"block {block.Type} {block.DumpId}");
                foreach (var content in block.Contents)
                {
                    lines.AppendLine(CultureInfo.InvariantCulture, $"  {content.Oid} {content.Bytes.Length} {Digest(content.Bytes)}");
                }
            }

            return lines.ToString();
        }
    }

    /// <summary>The one block of an entry.</summary>
    public DecodedBlock BlockOf(int dumpId) => Blocks.Single(block => block.DumpId == dumpId);

    private static string Digest(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes), 0, 8);
}

/// <summary>An entry; <paramref name="Fields"/> are its bytes but for the state of its offset and the offset.</summary>
internal sealed record DecodedEntry(int DumpId, bool HasData, string Description, byte[] Fields, byte OffsetState, long Offset);

internal sealed record DecodedBlock(byte Type, int DumpId, int Offset, IReadOnlyList<DecodedContent> Contents)
{
    public long RawBytes => Contents.Sum(content => (long)content.Bytes.Length);

    /// <summary>A table's rows: its lines but for the three of the terminator.</summary>
    public long Rows => Type == 1 ? Contents.Sum(content => content.Bytes.AsSpan().Count((byte)'\n')) - 3 : 0;
}

/// <summary>A table's rows or a large object, decompressed; <paramref name="Chunks"/> is how many chunks it came in.</summary>
internal sealed record DecodedContent(uint? Oid, byte[] Bytes, int Chunks);
