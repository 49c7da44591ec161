namespace BlnkBackup.Archive.Slices;

/// <summary>
/// The last bytes of a table's COPY text. pg_dump ends each with a backslash, a dot and three newlines, an empty table's too;
/// a text that ends otherwise was cut short. The backslash starts a line: within a row it is the end of a value and empty rows.
/// </summary>
/// <remarks>Source: PostgreSQL <c>src/bin/pg_dump/pg_dump.c</c>, <c>dumpTableData_copy</c>.</remarks>
internal sealed class CopyTextTail
{
    /// <summary>The newlines of the terminator, which are no rows.</summary>
    public const int TerminatorLines = 3;

    // The text's start is the start of a line too, as if a newline came before it.
    private readonly byte[] last = "\n\n\n\n\n\n"u8.ToArray();

    private static ReadOnlySpan<byte> LineOfTerminator => "\n\\.\n\n\n"u8;

    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length >= last.Length)
        {
            text[^last.Length..].CopyTo(last);
            return;
        }

        last.AsSpan(text.Length).CopyTo(last);
        text.CopyTo(last.AsSpan(last.Length - text.Length));
    }

    public void EnsureTerminated(TocEntry entry, long position)
    {
        if (!last.AsSpan().SequenceEqual(LineOfTerminator))
        {
            throw new ArchiveFormatException(position, $"the end of the COPY text of {entry}", $"the bytes {Convert.ToHexString(last)}");
        }
    }
}
