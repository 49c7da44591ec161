namespace BlnkBackup.Archive;

/// <summary>
/// Rows, bytes and CRC-64 of a table's COPY text as they are of its block in an archive: to be computed anew of a database, from what
/// <c>COPY table (columns) TO STDOUT</c> gives. The terminator, which pg_dump adds, is added here.
/// </summary>
/// <remarks>
/// The columns are those of the entry's <see cref="TocEntry.CopyStatement"/>; the settings those of pg_dump: client_encoding UTF8,
/// DateStyle ISO, IntervalStyle postgres, extra_float_digits 3, search_path empty, and TimeZone UTC, which
/// BlnkBackup has pg_dump use; rows in the order in which they were restored (synchronize_seqscans off). The CRC is CRC-64/ECMA-182: polynomial 42f0e1eba9ea3693, from 0, nothing reflected or inverted.
/// </remarks>
public sealed class CopyTextDigest
{
    private readonly System.IO.Hashing.Crc64 crc = new();

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The bytes so far, the terminator's among them once it was added.</summary>
    public long Bytes { get; private set; }

    /// <summary>The checksum of all bytes so far.</summary>
    public ulong Crc64 => crc.GetCurrentHashAsUInt64();

    private static ReadOnlySpan<byte> Terminator => "\\.\n\n\n"u8;

    /// <summary>Takes the next bytes that COPY gave.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        Rows += text.Count((byte)'\n');
        Add(text);
    }

    /// <summary>Takes the end of the text. To be called once.</summary>
    public void AppendTerminator() => Add(Terminator);

    private void Add(ReadOnlySpan<byte> bytes)
    {
        crc.Append(bytes);
        Bytes += bytes.Length;
    }
}
