using System.Globalization;

namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// The large objects that the table of contents names: up to pg_dump 16 an entry <c>BLOB</c> for each, tagged with its oid; from 17 on
/// entries <c>BLOB METADATA</c>, whose definition lists oids. A dump of data alone names none, and then any may come.
/// </summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_dump.c</c>, <c>dumpLO</c>. Its size is bounded by the table of contents'.</remarks>
internal sealed class NamedLargeObjects
{
    private readonly HashSet<uint> awaited = [];
    private bool areNamed;
    private bool areThere;

    /// <summary>Takes what one entry names, if it names any.</summary>
    public void Name(string description, string tag, string definition, long offset)
    {
        var oids = description switch
        {
            "BLOB" => tag,
            "BLOB METADATA" => definition,
            _ => "",
        };
        foreach (var line in oids.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                areNamed = true;
                awaited.Add(uint.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var oid)
                    ? oid
                    : throw new ArchiveFormatException(offset, "an entry that names large objects by their oids", $"'{line}'"));
            }
        }
    }

    /// <summary>Takes the start of a block of large objects.</summary>
    public void SeeBlock() => areThere = true;

    /// <summary>Takes the start of one large object in a block.</summary>
    public void See(uint oid, long offset)
    {
        if (areNamed && !awaited.Remove(oid))
        {
            throw new ArchiveFormatException(offset, "a large object that the table of contents names, once", $"the oid {oid}");
        }
    }

    public void EnsureAllSeen()
    {
        if (areThere && awaited.Count > 0)
        {
            throw new ArchiveFormatException(
                $"The blocks of large objects are without {awaited.Count} that the table of contents names, {awaited.Min()} among them.");
        }
    }
}
