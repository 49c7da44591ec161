using System.Globalization;
using System.Text;

namespace BlnkBackup.Archive.Verifying;

/// <summary>
/// Goes over header and table of contents once more, field by field, and holds each against what pg_dump writes there. The parser
/// has found their layout right; a wrong value may still be in it.
/// </summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_backup_archiver.c</c>, <c>WriteHead</c>, <c>WriteToc</c>.</remarks>
internal sealed class ContentsCheck
{
    private const int SectionOfData = 3;
    private const string RelationKinds = "rpvmSfcitI";

    private readonly ArchiveInput input;
    private readonly ArchiveVersion version;

    private ContentsCheck(TableOfContents contents)
    {
        var bytes = new MemoryStream(contents.Bytes.ToArray(), writable: false);
        input = new ArchiveInput(bytes, isStrict: true, bufferBytes: Math.Min(contents.Length, 16 * 1024));
        version = contents.Header.Version;
    }

    public static void Ensure(TableOfContents contents, NamedLargeObjects largeObjects)
    {
        var check = new ContentsCheck(contents);
        check.EnsureHeader();
        for (var left = check.input.ReadInt("the number of entries"); left > 0; left--)
        {
            check.EnsureEntry(largeObjects);
        }
    }

    private void EnsureHeader()
    {
        input.ReadExactly(stackalloc byte[7], "the magic and the version");
        Ensure(input.ReadByte("the revision") == 0, 1, "revision 0 of the archive's version");
        input.ReadExactly(stackalloc byte[3], "the sizes and the format");
        if (version.NamesAlgorithm)
        {
            input.ReadByte("the compression");
        }
        else
        {
            EnsureInt("a compression level", -1, 9);
        }

        EnsureInt("a second", 0, 60);
        input.ReadExactly(stackalloc byte[4 * 5], "the time of the dump");
        EnsureInt("a year from 1970 on, less 1900", 70, int.MaxValue);
        EnsureInt("a daylight saving time flag", -1, 1);
        for (var i = 0; i < 3; i++)
        {
            input.ReadString("the database's name and the versions");
        }
    }

    private void EnsureEntry(NamedLargeObjects largeObjects)
    {
        var start = input.Position;
        input.ReadInt("an entry's dump id");
        var hasBlock = EnsureInt("whether an entry has data", 0, 1) == 1;
        EnsureNumber("an entry's catalog oid");
        EnsureNumber("an entry's oid");
        var tag = Text("an entry's tag");
        var description = Text("an entry's description");
        Ensure(!hasBlock || description is "TABLE DATA" or "BLOBS", description.Length, "TABLE DATA or BLOBS for an entry that has data");
        EnsureInt("an entry's section", hasBlock ? SectionOfData : 1, hasBlock ? SectionOfData : 4);
        largeObjects.Name(description, tag, Text("an entry's definition"), start);
        for (var i = 0; i < 5; i++)
        {
            input.ReadString("an entry's texts");
        }

        if (version.HasRelationKind)
        {
            var kind = input.ReadInt("an entry's relkind");
            Ensure(kind == 0 || RelationKinds.Contains((char)kind, StringComparison.Ordinal), 5, "an entry's relkind");
        }

        input.ReadString("an entry's owner");
        Ensure(Text("an entry's WITH OIDS") == "false", 5, "'false' for an entry's WITH OIDS");
        while (input.ReadString("an entry's dependency") is { } dependency)
        {
            EnsureDigits(dependency, "an entry's dependency");
        }

        var state = input.ReadByte("the state of an entry's offset");
        Ensure(hasBlock ? state is 1 or 2 : state == 3, 1, "the state of an entry's offset (1 or 2 with data, 3 without)");
        Ensure(input.ReadInt64("an entry's offset") == 0 || state == 2, 8, "an offset of 0 where none is set");
    }

    private int EnsureInt(string what, int least, int most)
    {
        var value = input.ReadInt(what);
        Ensure(value >= least && value <= most, 5, string.Create(CultureInfo.InvariantCulture, $"{what} ({least} to {most})"));
        return value;
    }

    private void EnsureNumber(string what) => EnsureDigits(input.ReadString(what) ?? [], what);

    private void EnsureDigits(byte[] text, string what) =>
        Ensure(text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange((byte)'0', (byte)'9'), text.Length, $"{what} (a number)");

    private string Text(string what) => Encoding.UTF8.GetString(input.ReadString(what) ?? []);

    private void Ensure(bool holds, int bytes, string expected)
    {
        if (!holds)
        {
            throw new ArchiveFormatException(input.Position - bytes, expected, "something else");
        }
    }
}
