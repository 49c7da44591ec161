using System.Globalization;
using BlnkBackup.Ledger;
using BlnkBackup.Receipts;

namespace BlnkBackup.Drills;

/// <summary>Holds a restored database against its receipt: what was recorded is what must come back, whether or not it was good.</summary>
internal static class DrillComparison
{
    /// <summary>Every difference, table by table, then fact by fact.</summary>
    public static IEnumerable<DrillDifference> Differences(
        ReceiptDocument receipt, IReadOnlyList<DrilledTable> tables, IReadOnlyList<LedgerFact> facts)
    {
        var entries = receipt.Entries.Where(entry => entry.Kind == ReceiptEntry.Table).ToDictionary(entry => (entry.Schema, entry.Name));
        return tables.SelectMany(table => OfTable(entries[(table.Schema, table.Name)], table))
            .Concat(receipt.LedgerFacts.SelectMany(fact => OfFact(fact, facts.FirstOrDefault(found => found.Id == fact.Id))));
    }

    /// <summary>What cannot be compared, and why.</summary>
    /// <param name="receipt">The backup's receipt.</param>
    /// <param name="uncompared">Its tables that are an extension's.</param>
    public static IEnumerable<string> Skipped(ReceiptDocument receipt, IReadOnlyList<ReceiptEntry> uncompared)
    {
        foreach (var table in uncompared)
        {
            yield return $"{table}: it belongs to an extension, which fills it too";
        }

        foreach (var objects in receipt.Entries.Where(entry => entry.Kind == ReceiptEntry.LargeObjects))
        {
            yield return $"{objects}: large objects are restored, not compared";
        }

        foreach (var fact in receipt.LedgerFacts.Where(fact => fact.Skipped is not null))
        {
            yield return $"{fact.Id}: the receipt has no figures of it: {fact.Skipped}";
        }
    }

    private static IEnumerable<DrillDifference> OfTable(ReceiptEntry expected, DrilledTable found)
    {
        if (found.Rows is not { } rows)
        {
            yield return new DrillDifference($"{expected}", "table", Rows(expected.Rows), found.Fault ?? "nothing");
        }
        else if (rows != expected.Rows)
        {
            yield return new DrillDifference($"{expected}", "rows", Number(expected.Rows), Number(rows));
        }

        if (found.Crc64 is { } crc64 && crc64 != expected.Crc64)
        {
            yield return new DrillDifference($"{expected}", "content", $"CRC-64 {expected.Crc64}", $"CRC-64 {crc64}");
        }
    }

    private static IEnumerable<DrillDifference> OfFact(LedgerFact expected, LedgerFact? found)
    {
        if (expected.Skipped is not null)
        {
            return [];
        }

        return found is null or { Skipped: not null }
            ? [new DrillDifference(expected.Id, "figures", "some", $"none: {found?.Skipped ?? "it is not read"}")]
            : from name in expected.Figures.Keys.Union(found.Figures.Keys)
              let was = expected.Figures.GetValueOrDefault(name, "none")
              let became = found.Figures.GetValueOrDefault(name, "none")
              where was != became
              select new DrillDifference(expected.Id, name, was, became);
    }

    private static string Rows(long rows) => $"{Number(rows)} rows";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
