using System.Net.Sockets;
using BlnkBackup.Configuration;
using BlnkBackup.Ledger;
using BlnkBackup.Receipts;
using Npgsql;

namespace BlnkBackup.Drills;

/// <summary>Reads a restored database and holds it against its backup's receipt.</summary>
internal sealed class RestoreCheck(ReceiptDocument receipt, ArchiveContents contents, DrillSample sample)
{
    /// <summary>Checks every table and every fact.</summary>
    /// <param name="target">The restored database.</param>
    /// <param name="serverVersion">Its server's version.</param>
    /// <param name="restoring">How long the restore took.</param>
    /// <param name="progress">Told which table is read.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="Failures.BackupException">The server could not be worked with.</exception>
    public async Task<DrillFindings> RunAsync(
        DatabaseTarget target, string serverVersion, TimeSpan restoring, IProgress<DrillProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(target, serverVersion, restoring, progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is NpgsqlException or SocketException or TimeoutException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DrillFailure.OfServer(fault, target);
        }
    }

    private async Task<DrillFindings> ReadAsync(
        DatabaseTarget target, string serverVersion, TimeSpan restoring, IProgress<DrillProgress>? progress, CancellationToken cancellation)
    {
        await using var database = await RestoredDatabase.OpenAsync(target, cancellation).ConfigureAwait(false);
        var extensions = await database.ExtensionTablesAsync(cancellation).ConfigureAwait(false);
        var (uncompared, entries) = Split(extensions);
        var digested = sample.Of(entries).ToHashSet();
        var tables = new List<DrilledTable>();
        foreach (var entry in entries)
        {
            tables.Add(digested.Contains(entry) && contents.CopyStatements.TryGetValue(entry.DumpId, out var copy)
                ? await database.DigestAsync(entry, copy, progress, cancellation).ConfigureAwait(false)
                : await database.CountAsync(entry, cancellation).ConfigureAwait(false));
        }

        var facts = receipt.LedgerFacts.All(fact => fact.Skipped is not null)
            ? LedgerFacts.Skip("the receipt has none to compare it with")
            : await database.ReadLedgerAsync(cancellation).ConfigureAwait(false);
        return new DrillFindings(
            serverVersion, restoring, tables, facts,
            [.. DrillComparison.Differences(receipt, tables, facts)], [.. DrillComparison.Skipped(receipt, uncompared)]);
    }

    private (List<ReceiptEntry> Uncompared, List<ReceiptEntry> Compared) Split(HashSet<(string, string)> extensions)
    {
        var byExtension = receipt.Entries.Where(entry => entry.Kind == ReceiptEntry.Table).ToLookup(entry => extensions.Contains((entry.Schema, entry.Name)));
        return ([.. byExtension[true]], [.. byExtension[false]]);
    }
}
