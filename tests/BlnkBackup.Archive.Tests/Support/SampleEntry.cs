using System.Globalization;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>One entry of a sample's table of contents, as pg_dump writes it to a pipe.</summary>
internal sealed record SampleEntry(int DumpId, string Description, string? Tag)
{
    public bool HasData { get; init; }

    public string? Schema { get; init; } = "blnk";

    public string Oid { get; init; } = "16384";

    /// <summary>The SQL that makes the object; where null some that looks like it.</summary>
    public string? Definition { get; init; }

    public string? CopyStatement { get; init; }

    public IReadOnlyList<int> Dependencies { get; init; } = [];

    public byte OffsetState { get; init; } = 3;

    public long Offset { get; init; }

    public void Write(ArchiveBytes bytes, int minor)
    {
        bytes.Int(DumpId).Int(HasData ? 1 : 0).Text("1259").Text(Oid).Text(Tag).Text(Description)
            .Int(HasData ? 3 : 2).Text(HasData ? "" : Definition ?? $"CREATE … {Tag};\n").Text(HasData ? "" : $"DROP … {Tag};\n")
            .Text(CopyStatement).Text(Schema).Text(null).Text(HasData ? null : "heap");
        if (minor >= 16)
        {
            bytes.Int(HasData ? 0 : 'r');
        }

        bytes.Text("blnk").Text("false");
        foreach (var dependency in Dependencies)
        {
            bytes.Text(dependency.ToString(CultureInfo.InvariantCulture));
        }

        bytes.Text(null).Byte(OffsetState).Offset(Offset);
    }
}
