using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Receipts;

namespace BlnkBackup.Verifying;

/// <summary>Holds what was read of an archive against its receipt.</summary>
internal static class ReceiptComparison
{
    private const int MostNamed = 10;

    /// <summary>Throws where a table is other than its receipt says, and names it with its place.</summary>
    public static void EnsureSameTables(ReceiptDocument receipt, VerifiedArchive archive, string name)
    {
        var differences = Differences(receipt, archive).ToList();
        if (differences.Count > 0)
        {
            var others = differences.Count > MostNamed ? $"; and {differences.Count - MostNamed} more" : "";
            throw VerifyFailure.Damaged(name, $"it is not as its receipt says: {string.Join("; ", differences.Take(MostNamed))}{others}");
        }
    }

    /// <summary>What differs, table by table: which, at which byte of the archive, and how.</summary>
    public static IEnumerable<string> Differences(ReceiptDocument receipt, VerifiedArchive archive)
    {
        var found = archive.Entries.ToDictionary(entry => entry.Entry.DumpId);
        foreach (var wanted in receipt.Entries)
        {
            if (!found.Remove(wanted.DumpId, out var entry))
            {
                yield return Of(wanted, wanted.Offset, "it is missing");
            }
            else if (EntryDifference(wanted, entry) is { } difference)
            {
                yield return Of(wanted, entry.Offset, difference);
            }
        }

        foreach (var entry in found.Values)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{entry.Entry} at byte {entry.Offset}: the receipt does not know it");
        }
    }

    private static string? EntryDifference(ReceiptEntry wanted, VerifiedEntry entry)
    {
        var crc64 = ReceiptEntry.TextOf(entry.Crc64);
        return wanted switch
        {
            _ when (wanted.Schema, wanted.Name) != (entry.Entry.Namespace, entry.Entry.Tag) => $"it is {entry.Entry}",
            _ when wanted.Offset != entry.Offset => Changed("it starts at byte", entry.Offset, wanted.Offset),
            _ when wanted.Rows != (entry.Rows ?? 0) => Changed("rows", entry.Rows ?? 0, wanted.Rows),
            _ when wanted.Bytes != entry.RawBytes => Changed("bytes before compression", entry.RawBytes, wanted.Bytes),
            _ when wanted.Crc64 != crc64 => $"the CRC-64 of its content is {crc64}, in the receipt {wanted.Crc64}",
            _ => null,
        };
    }

    private static string Changed(string what, long found, long wanted) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {found}, in the receipt {wanted}");

    private static string Of(ReceiptEntry entry, long offset, string difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry} at byte {offset}: {difference}");
}
