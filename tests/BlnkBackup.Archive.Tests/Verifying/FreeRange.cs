using System.Text;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>Bytes of an archive of which nothing in the format says what they must be.</summary>
internal readonly record struct FreeRange(string What, int Start, int Length)
{
    public bool Holds(int position) => position >= Start && position < Start + Length;
}

/// <summary>
/// Where those bytes are, found by walking along the layout; by the format's description alone, as the sample is written. Whatever is
/// not among them is protected.
/// </summary>
internal sealed class FreeRanges
{
    private readonly byte[] archive;
    private readonly List<FreeRange> ranges = [];
    private int position = 5;

    private FreeRanges(byte[] archive) => this.archive = archive;

    public static IReadOnlyList<FreeRange> Of(byte[] archive)
    {
        var walk = new FreeRanges(archive);
        walk.Walk();
        return walk.ranges;
    }

    private void Walk()
    {
        var minor = archive[position + 1];
        position += 6;
        var isPlain = minor >= 15 ? archive[position++] == 0 : PassLevel() == 0;
        foreach (var field in new[] { "second", "minute", "hour", "day", "month", "year", "daylight saving" })
        {
            FreeInt(field);
        }

        FreeText("database");
        FreeText("server version");
        FreeText("pg_dump version");
        for (var left = Int(); left > 0; left--)
        {
            WalkEntry(minor);
        }

        while (isPlain && position < archive.Length)
        {
            WalkPlainBlock();
        }
    }

    private void WalkEntry(int minor)
    {
        var hasData = archive[position + 6] == 1;
        _ = hasData ? Int() : FreeInt("dump id of an entry without data");
        Int();
        FreeText("catalog oid");
        FreeText("oid");
        // Where entries name large objects, the large objects themselves say what is to stand there.
        var tag = position;
        Text();
        var description = Encoding.UTF8.GetString(archive, position + 5, Text());
        position = tag;
        _ = description == "BLOB" ? Text() : FreeText("tag");
        _ = hasData || description == "BLOB" ? Text() : FreeText("description of an entry without data");
        _ = hasData ? Int() : FreeInt("section of an entry without data");
        _ = description == "BLOB METADATA" ? Text() : FreeText("definition");
        foreach (var field in new[] { "drop statement", "COPY statement", "namespace", "tablespace", "access method" })
        {
            FreeText(field);
        }

        _ = minor >= 16 ? FreeInt("relkind") : 0;
        FreeText("owner");
        Text();
        while (FreeText("dependency") >= 0)
        {
        }

        position += 9;
    }

    // Without compression nothing protects the rows themselves, but their terminator and all around them.
    private void WalkPlainBlock()
    {
        var isTable = archive[position++] == 1;
        Int();
        var oids = 1;
        while (isTable ? oids-- > 0 : Int() != 0)
        {
            for (var length = Int(); length != 0; length = Int())
            {
                var terminator = isTable ? 6 : 0;
                Add("row or large object", position, length - terminator);
                position += length;
            }
        }
    }

    private int PassLevel()
    {
        var level = archive[position + 1];
        return level == 0 ? Int() : FreeInt("compression level");
    }

    private int FreeInt(string what)
    {
        var value = Int();
        // Whether a relkind is there at all is not known, but 0 is the only one that is none of its letters.
        Add(what, position - 4, what == "relkind" && value == 0 ? 0 : 4);
        return value;
    }

    private int FreeText(string what)
    {
        var length = Text();
        Add(what, position - Math.Max(length, 0), length);
        return length;
    }

    private int Text()
    {
        var length = Int();
        position += Math.Max(length, 0);
        return length;
    }

    private int Int()
    {
        var magnitude = BitConverter.ToInt32(archive, position + 1);
        position += 5;
        return archive[position - 5] == 0 ? magnitude : unchecked(-magnitude);
    }

    private void Add(string what, int start, int length)
    {
        if (length > 0)
        {
            ranges.Add(new FreeRange(what, start, length));
        }
    }
}
