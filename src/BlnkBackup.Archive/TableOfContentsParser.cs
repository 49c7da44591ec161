using System.Globalization;
using System.Text;

namespace BlnkBackup.Archive;

/// <summary>Parses header and table of contents, keeping their bytes.</summary>
/// <remarks>
/// header: PGDMP, version (3 bytes), intSize 4, offSize 8, format 1, compression (1.14: int level; from 1.15: one byte),
/// ints sec min hour mday mon year-1900 isdst, strs database, server version, pg_dump version; then int count and the entries.
/// Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>ReadHead</c> and <c>ReadToc</c>.
/// </remarks>
internal static class TableOfContentsParser
{
    private const int MostBytes = 1 << 30;

    public static TableOfContents Parse(ArchiveInput input)
    {
        input.StartRecording();
        var header = ParseHeader(input, out var compressionPosition);
        var entriesPosition = (int)input.Position;
        var count = input.ReadInt("the number of entries");
        if (count < 0)
        {
            throw new ArchiveFormatException(input.Position - 5, "a number of entries", $"{count}");
        }

        var entries = new List<TocEntry>(Math.Min(count, 1024));
        var seen = new HashSet<int>();
        for (var i = 0; i < count; i++)
        {
            var offset = input.Position;
            var entry = ParseEntry(input, header.Version);
            if (!seen.Add(entry.DumpId))
            {
                throw new ArchiveFormatException(offset, "an entry with a dump id of its own", $"{entry.DumpId} for the second time");
            }

            entries.Add(entry);
        }

        return new TableOfContents(header, entries, input.EndRecording(), compressionPosition, entriesPosition);
    }

    public static ArchiveHeader ParseHeader(ArchiveInput input, out int compressionPosition)
    {
        Span<byte> magic = stackalloc byte[5];
        input.ReadExactly(magic, "the archive's magic PGDMP");
        if (!magic.SequenceEqual("PGDMP"u8))
        {
            throw new ArchiveFormatException(0, "the archive's magic PGDMP", Convert.ToHexString(magic));
        }

        var version = new ArchiveVersion(
            input.ReadByte("the major version"), input.ReadByte("the minor version"), input.ReadByte("the revision"));
        if (!version.IsKnown)
        {
            throw new ArchiveFormatException(5, "archive version 1.14 to 1.16", $"{version}");
        }

        Expect(input, 4, "the size of an int");
        Expect(input, 8, "the size of an offset");
        Expect(input, 1, "the custom format");

        compressionPosition = (int)input.Position;
        var algorithm = version.NamesAlgorithm
            ? (CompressionAlgorithm)input.ReadByte("the compression algorithm")
            : input.ReadInt("the compression level") == 0 ? CompressionAlgorithm.None : CompressionAlgorithm.Gzip;
        if (!Enum.IsDefined(algorithm))
        {
            throw new ArchiveFormatException(compressionPosition, "a compression algorithm (0 to 3)", $"{(byte)algorithm}");
        }

        return new ArchiveHeader(
            version, algorithm, ParseTime(input),
            Text(input, "the database's name"), Text(input, "the server's version"), Text(input, "pg_dump's version"));
    }

    private static DateTime ParseTime(ArchiveInput input)
    {
        var offset = input.Position;
        Span<int> tm = stackalloc int[7];
        for (var i = 0; i < tm.Length; i++)
        {
            tm[i] = input.ReadInt("the time of the dump");
        }

        // Assembled as text so that a wrong field is found by the parser of dates, not by an exception of a constructor.
        var text = string.Create(CultureInfo.InvariantCulture, $"{tm[5] + 1900L:D4}-{tm[4] + 1L:D2}-{tm[3]:D2} {tm[2]:D2}:{tm[1]:D2}:{Math.Min(tm[0], 59):D2}");
        return DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new ArchiveFormatException(offset, "the time of the dump", text);
    }

    private static TocEntry ParseEntry(ArchiveInput input, ArchiveVersion version)
    {
        var dumpId = input.ReadInt("an entry's dump id");
        if (dumpId < 1)
        {
            throw new ArchiveFormatException(input.Position - 5, "an entry's dump id of 1 or more", $"{dumpId}");
        }

        var hadDumper = input.ReadInt("whether an entry has data");
        _ = input.ReadString("an entry's catalog oid");
        var oidOffset = input.Position;
        var oid = Text(input, "an entry's oid");
        var tag = Text(input, "an entry's tag");
        var description = Text(input, "an entry's description");
        _ = input.ReadInt("an entry's section");
        _ = input.ReadString("an entry's definition");
        _ = input.ReadString("an entry's drop statement");
        var copyStatement = Text(input, "an entry's COPY statement");
        var schema = Text(input, "an entry's namespace");
        _ = input.ReadString("an entry's tablespace");
        _ = input.ReadString("an entry's table access method");
        if (version.HasRelationKind)
        {
            _ = input.ReadInt("an entry's relkind");
        }

        _ = input.ReadString("an entry's owner");
        _ = input.ReadString("an entry's WITH OIDS");
        while (input.ReadString("an entry's dependency") is not null)
        {
            EnsureBounded(input);
        }

        EnsureBounded(input);
        var offsetPosition = (int)input.Position;
        var state = input.ReadByte("the state of an entry's offset");
        if (state is < 1 or > 3)
        {
            throw new ArchiveFormatException(offsetPosition, "the state of an entry's offset (1 to 3)", $"{state}");
        }

        return new TocEntry(
            dumpId, hadDumper != 0, ParseOid(oid, oidOffset), tag, description, schema, copyStatement,
            state, input.ReadInt64("an entry's offset"), offsetPosition);
    }

    private static uint ParseOid(string oid, long offset) =>
        uint.TryParse(oid, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArchiveFormatException(offset, "an entry's oid", $"'{oid}'");

    private static void Expect(ArchiveInput input, byte expected, string what)
    {
        var found = input.ReadByte(what);
        if (found != expected)
        {
            throw new ArchiveFormatException(input.Position - 1, $"{what} to be {expected}", $"{found}");
        }
    }

    private static void EnsureBounded(ArchiveInput input)
    {
        if (input.Position > MostBytes)
        {
            throw new ArchiveFormatException(input.Position, "a table of contents of at most 1 GiB", "more");
        }
    }

    private static string Text(ArchiveInput input, string what) => Encoding.UTF8.GetString(input.ReadString(what) ?? []);
}
