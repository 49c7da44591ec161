using System.Text;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>
/// Reads a whole archive as pg_restore does, and more strictly where pg_restore loses rows in silence. Shares no code with what
/// it checks. Throws <see cref="InvalidDataException"/> where the archive is no archive.
/// </summary>
internal sealed class ArchiveDecoder
{
    private readonly byte[] archive;
    private int position;

    private ArchiveDecoder(byte[] archive) => this.archive = archive;

    public static DecodedArchive Decode(byte[] archive) => new ArchiveDecoder(archive).Decode();

    private DecodedArchive Decode()
    {
        Require(Encoding.ASCII.GetString(Take(5)) == "PGDMP", "the magic");
        var version = Take(3);
        Require(version[0] == 1 && version[1] is >= 14 and <= 16, "the version");
        Require(Take(3) is [4, 8, 1], "the sizes and the format");
        var compression = version[1] >= 15 ? Take(1) : Take(5);
        var headerStart = position;
        for (var i = 0; i < 7; i++)
        {
            Int();
        }

        Text();
        Text();
        Text();
        byte[] header = [.. version, .. archive[headerStart..position]];
        var count = Int();
        var entries = new List<DecodedEntry>();
        for (var i = 0; i < count; i++)
        {
            entries.Add(Entry(version[1]));
        }

        var contentsLength = position;
        var content = ContentDecompression.Of(version[1] >= 15 ? compression[0] : compression[1..].Any(each => each != 0) ? 1 : 0);
        var blocks = new List<DecodedBlock>();
        while (position < archive.Length)
        {
            blocks.Add(Block(content));
        }

        return new DecodedArchive(compression, header, entries, contentsLength, blocks);
    }

    private DecodedEntry Entry(int minor)
    {
        var start = position;
        var dumpId = Int();
        var hasData = Int() != 0;
        Text();
        Text();
        Text();
        var description = Text() ?? "";
        Int();
        for (var i = 0; i < 6; i++)
        {
            Text();
        }

        if (minor >= 16)
        {
            Int();
        }

        Text();
        Text();
        while (Text() is not null)
        {
        }

        var fields = archive[start..position];
        return new DecodedEntry(dumpId, hasData, description, fields, Take(1)[0], BitConverter.ToInt64(Take(8)));
    }

    private DecodedBlock Block(Func<IReadOnlyList<byte[]>, byte[]> decompress)
    {
        var offset = position;
        var type = Take(1)[0];
        Require(type is 1 or 3, "the type of a block");
        var dumpId = Int();
        var contents = new List<DecodedContent>();
        if (type == 1)
        {
            contents.Add(Content(null, decompress));
        }
        else
        {
            for (var oid = Int(); oid != 0; oid = Int())
            {
                contents.Add(Content(unchecked((uint)oid), decompress));
            }
        }

        return new DecodedBlock(type, dumpId, offset, contents);
    }

    private DecodedContent Content(uint? oid, Func<IReadOnlyList<byte[]>, byte[]> decompress)
    {
        var chunks = new List<byte[]>();
        for (var length = Int(); length != 0; length = Int())
        {
            chunks.Add(Take(length));
        }

        return new DecodedContent(oid, decompress(chunks), chunks.Count);
    }

    private string? Text()
    {
        var length = Int();
        return length == -1 ? null : Encoding.UTF8.GetString(Take(length));
    }

    private int Int()
    {
        var bytes = Take(5);
        Require(bytes[0] <= 1, "a sign byte");
        var magnitude = (uint)(bytes[1] | (bytes[2] << 8) | (bytes[3] << 16) | (bytes[4] << 24));
        return unchecked((int)(bytes[0] == 0 ? magnitude : 0u - magnitude));
    }

    private byte[] Take(int count)
    {
        Require(count >= 0 && count <= archive.Length - position, $"{count} bytes");
        var taken = archive.AsSpan(position, count).ToArray();
        position += count;
        return taken;
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Not {what} at byte {position}.");
        }
    }
}
