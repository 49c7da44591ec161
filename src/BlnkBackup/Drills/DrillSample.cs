using System.Globalization;
using BlnkBackup.Receipts;

namespace BlnkBackup.Drills;

/// <summary>Which tables a drill compares byte by byte; of all others it counts the rows.</summary>
/// <param name="Tables">How many, the ledger's first, then the largest; null for the ledger's and the largest that fit into <see cref="BudgetBytes"/>.</param>
public sealed record DrillSample(int? Tables = null)
{
    /// <summary>How many bytes of COPY text beside the ledger's are read where nothing else is said.</summary>
    public const long BudgetBytes = 1L << 30;

    private const string LedgerSchema = "blnk";

    /// <summary>The ledger's tables, and of the others the largest that fit into the budget.</summary>
    public static DrillSample Usual { get; } = new();

    /// <summary>Every table.</summary>
    public static DrillSample All { get; } = new(int.MaxValue);

    /// <summary>Reads <c>all</c> or a number of tables, 0 too; null for anything else.</summary>
    public static DrillSample? Parse(string text) => text switch
    {
        "all" => All,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tables) => new DrillSample(tables),
        _ => null,
    };

    /// <summary>Those of a backup's tables that are compared.</summary>
    internal IReadOnlyList<ReceiptEntry> Of(IEnumerable<ReceiptEntry> tables)
    {
        var ordered = tables.OrderByDescending(table => table.Schema == LedgerSchema).ThenByDescending(table => table.Bytes);
        return Tables is { } most ? [.. ordered.Take(most)] : [.. Affordable(ordered)];
    }

    private static IEnumerable<ReceiptEntry> Affordable(IEnumerable<ReceiptEntry> tables)
    {
        var left = BudgetBytes;
        foreach (var table in tables)
        {
            if (table.Schema == LedgerSchema)
            {
                yield return table;
            }
            else if (table.Bytes <= left)
            {
                left -= table.Bytes;
                yield return table;
            }
        }
    }
}
