using System.Globalization;
using BlnkBackup.Archive;

namespace BlnkBackup.Receipts;

/// <summary>One block of the archive.</summary>
/// <param name="DumpId">The entry's number in the archive's table of contents.</param>
/// <param name="Kind"><see cref="Table"/> or <see cref="LargeObjects"/>.</param>
/// <param name="Schema">The table's schema; empty for large objects.</param>
/// <param name="Name">The table's name; pg_dump's word for large objects.</param>
/// <param name="Rows">The table's rows; 0 for large objects.</param>
/// <param name="Bytes">Its COPY text, terminator included, or its large objects' content, in bytes before compression.</param>
/// <param name="Offset">Where its block starts, in bytes from the start of the archive.</param>
/// <param name="Crc64">The CRC-64/ECMA-182 of those <paramref name="Bytes"/>: 16 hexadecimal digits. See <see cref="CopyTextDigest"/>.</param>
public sealed record ReceiptEntry(int DumpId, string Kind, string Schema, string Name, long Rows, long Bytes, long Offset, string Crc64)
{
    /// <summary>The kind of a table's rows.</summary>
    public const string Table = "table";

    /// <summary>The kind of a group of large objects.</summary>
    public const string LargeObjects = "large_objects";

    /// <summary>A checksum as it is written here.</summary>
    public static string TextOf(ulong crc64) => crc64.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The entry as a person would name it.</summary>
    public override string ToString() => Schema.Length == 0 ? Name : $"{Schema}.{Name}";

    internal static ReceiptEntry Of(ArchivedEntry archived) => new(
        archived.Entry.DumpId, archived.Entry.HoldsLargeObjects ? LargeObjects : Table, archived.Entry.Namespace, archived.Entry.Tag,
        archived.Rows, archived.RawBytes, archived.Offset, TextOf(archived.Crc64));
}
