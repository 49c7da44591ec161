using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Receipts;
using BlnkBackup.Restoring;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Drills;

/// <summary>The story of a drill: a backup becomes a scratch database, which is held against the receipt and dropped; the report stays.</summary>
/// <param name="store">Where the backup is; it gets the report, and nothing else is written to it.</param>
/// <param name="programs">Where pg_restore is found, and a server's programs where no server is given.</param>
/// <param name="given">The scratch server; null to start one here.</param>
/// <param name="sample">Which tables are compared byte by byte.</param>
/// <param name="clock">The time, for names and durations.</param>
/// <param name="log">Takes what does not end a drill.</param>
internal sealed class DrillRun(
    BackupStore store, PgPrograms programs, DatabaseTarget? given, DrillSample sample, TimeProvider clock, ILogger log)
{
    // One transaction holds a lock for every table and index until its end, and a server has room for some thousands.
    private const int MostTablesInOneTransaction = 1_000;

    /// <summary>The backup that is drilled, once it is found.</summary>
    public StoredBackup? Backup { get; private set; }

    /// <summary>Its receipt, once it is read.</summary>
    public ReceiptDocument? Receipt { get; private set; }

    /// <summary>Drills one backup. Whatever ends it early leaves no database, no server and no process.</summary>
    /// <param name="name">Its key, or <c>latest</c>.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the drill.</param>
    /// <exception cref="BackupException">It failed (DrillFailed), and how; or it could not be held.</exception>
    public async Task<DrillResult> RunAsync(string name, IProgress<DrillProgress>? progress, CancellationToken cancellation)
    {
        var (started, startedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        var backup = Backup = await FindAsync(name, cancellation).ConfigureAwait(false);
        var receipt = Receipt = await StoredReceipt.ReadAsync(store, backup, cancellation).ConfigureAwait(false);

        var findings = await TryAsync(backup, receipt, started, progress, cancellation).ConfigureAwait(false);

        var report = DrillReport.Of(receipt, store.Location.Bucket, backup.Key, started, clock.GetElapsedTime(startedAt), findings);
        var reportKey = new BackupKey(store.Location.Prefix, backup.Time).DrillReport(started);
        await StoredDrillReport.WriteAsync(store, reportKey, report).ConfigureAwait(false);
        return report.Succeeded ? DrillResult.Of(report, reportKey, receipt.LedgerFacts) : throw DrillFailure.Of(report, reportKey);
    }

    private async Task<StoredBackup> FindAsync(string name, CancellationToken cancellation)
    {
        var backup = await store.FindAsync(name, cancellation).ConfigureAwait(false);
        return backup.IsFinished ? backup : throw new BackupException(
            FailureKind.ConfigurationInvalid,
            $"{backup.Key} is unfinished: without its receipt there is nothing to hold the restored database against.",
            "Drill a finished backup (blnk-backup list).");
    }

    /// <summary>A backup that cannot be restored is a finding; a server that will not do is none.</summary>
    private async Task<DrillFindings> TryAsync(
        StoredBackup backup, ReceiptDocument receipt, DateTimeOffset started, IProgress<DrillProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            var contents = await ArchiveContents.ReadAsync(store, backup, cancellation).ConfigureAwait(false);
            await using var local = given is null ? await LocalServer.StartAsync(programs, contents.DumpMajor, clock, cancellation).ConfigureAwait(false) : null;
            var server = await ScratchServer.ConnectAsync(local?.Target ?? given!, cancellation).ConfigureAwait(false);
            await server.EnsureFitsAsync(contents, cancellation).ConfigureAwait(false);
            await server.DropLeftoversAsync(started, log, cancellation).ConfigureAwait(false);

            await using var scratch = await ScratchDatabase.CreateAsync(server, started, log, cancellation).ConfigureAwait(false);
            var restoring = await RestoreAsync(backup, scratch.Target, contents.CopyStatements.Count, progress, cancellation).ConfigureAwait(false);
            var check = new RestoreCheck(receipt, contents, sample);
            var findings = await check.RunAsync(scratch.Target, $"{server.Version}", restoring, progress, cancellation).ConfigureAwait(false);
            await scratch.DropAsync().ConfigureAwait(false);
            return findings;
        }
        catch (BackupException failure) when (failure.Kind is FailureKind.RestoreFailed or FailureKind.BackupDamaged)
        {
            return DrillFindings.OfFailure(failure.Message);
        }
    }

    private async Task<TimeSpan> RestoreAsync(
        StoredBackup backup, DatabaseTarget target, int tables, IProgress<DrillProgress>? progress, CancellationToken cancellation)
    {
        var startedAt = clock.GetTimestamp();
        var options = new RestoreOptions(NoOwner: true, NoPrivileges: true, InPieces: tables > MostTablesInOneTransaction);
        await new RestoreRun(store, programs).RunAsync(backup, target, options, new Restored(progress), cancellation).ConfigureAwait(false);
        return clock.GetElapsedTime(startedAt);
    }

    private sealed class Restored(IProgress<DrillProgress>? progress) : IProgress<long>
    {
        public void Report(long value) => progress?.Report(new DrillProgress("restoring", value));
    }
}
