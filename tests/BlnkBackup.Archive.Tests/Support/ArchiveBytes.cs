using System.Text;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>The primitives of the custom format, one byte after the other as PostgreSQL's <c>WriteInt</c> and <c>WriteStr</c> do.</summary>
internal sealed class ArchiveBytes
{
    private readonly List<byte> written = [];

    public int Length => written.Count;

    public byte[] ToArray() => written.ToArray();

    public ArchiveBytes Byte(int value)
    {
        written.Add((byte)value);
        return this;
    }

    public ArchiveBytes Int(int value)
    {
        var magnitude = Math.Abs((long)value);
        Byte(value < 0 ? 1 : 0);
        for (var i = 0; i < 4; i++)
        {
            Byte((int)((magnitude >> (8 * i)) & 0xff));
        }

        return this;
    }

    /// <summary>An offset: 8 bytes, the lowest first.</summary>
    public ArchiveBytes Offset(long value)
    {
        for (var i = 0; i < 8; i++)
        {
            Byte((int)((value >> (8 * i)) & 0xff));
        }

        return this;
    }

    /// <summary>A string, or NULL.</summary>
    public ArchiveBytes Text(string? value)
    {
        if (value is null)
        {
            return Int(-1);
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        return Int(bytes.Length).Raw(bytes);
    }

    public ArchiveBytes Raw(byte[] bytes)
    {
        written.AddRange(bytes);
        return this;
    }
}
