using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Backups;

/// <summary>The story: one request becomes one pg_dump under one snapshot, whose proved archive becomes one object, and a receipt beside it.</summary>
/// <param name="configuration">What to dump, with what, and where to.</param>
/// <param name="store">The store of the configuration, open.</param>
/// <param name="programs">Where pg_dump is found.</param>
/// <param name="clock">The time, for the key and the duration.</param>
/// <param name="log">Takes what does not end a run.</param>
/// <param name="login">Gives each connection its password; null where the configuration has it.</param>
public sealed class BackupRun(
    BackupConfiguration configuration, BackupStore store, PgPrograms programs, TimeProvider clock, ILogger log, IDatabaseLogin? login = null)
{
    /// <summary>The key that the backup has, or would have had; null before the run begins.</summary>
    public string? Key { get; private set; }

    /// <summary>
    /// Runs one backup from beginning to end; whatever ends it early leaves no object, no upload, no process, no lock. Where only the
    /// receipt cannot be written, the archive remains, unfinished, and the failure says so; so it does where the backup is finished and
    /// a replica of it is not, though each is asked for.
    /// </summary>
    /// <param name="progress">Told after every few MiB.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="BackupException">It failed; of every kind but those of restoring.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<BackupReceipt> RunAsync(IProgress<EncodingProgress>? progress, CancellationToken cancellation)
    {
        var (started, startedAt) = (clock.GetUtcNow(), clock.GetTimestamp());
        var key = Key = new BackupKey(store.Location.Prefix, started).ToString();
        using var scope = log.BeginScope("Backup {Key}", key);

        await using var database = await SourceDatabase.ConnectAsync(configuration.Database, login, cancellation).ConfigureAwait(false);
        await database.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var program = programs.Find("pg_dump", database.Major);
        var databaseBytes = await database.SizeAsync(cancellation).ConfigureAwait(false);

        await using var upload = await ReplicatedUpload.StartAsync(
            store, configuration.Replicas, key, started, clock, log, cancellation).ConfigureAwait(false);
        await using var parts = new PartWriter(upload, PartPlan.For(databaseBytes), configuration.PartsInFlight, cancellation);
        var snapshot = await database.ExportSnapshotAsync(cancellation).ConfigureAwait(false);
        var target = login is null ? database.Target : await login.NextAsync(database.Target, cancellation).ConfigureAwait(false);
        using var dump = DumpSource.Start(program, target, snapshot, configuration.LockWaitSeconds, clock);
        await using var ledger = new LedgerReading(database, configuration.LedgerFacts);

        var (archive, exit) = await EncodeAsync(database, dump, ledger, parts, progress, cancellation).ConfigureAwait(false);
        var proof = ProvedArchive.From(archive, exit);
        await parts.FinishAsync(archive).ConfigureAwait(false);
        var facts = await ledger.EndAsync(cancellation).ConfigureAwait(false);
        var (stored, destinations) = await upload.CompleteAsync(proof, cancellation).ConfigureAwait(false);

        var receipt = new BackupReceipt(
            store.Location.Bucket, stored.Key, stored.Bytes, stored.Crc32, stored.VersionId, stored.Parts,
            started, clock.GetElapsedTime(startedAt),
            archive.Header.Database, archive.Header.ServerVersion, archive.Header.DumpVersion, snapshot, archive.Header.Algorithm,
            archive.Rows, archive.RawBytes, archive.Entries, exit.Warnings)
        {
            RunId = upload.Run,
            DatabaseBytes = databaseBytes,
            CompressionLevel = CompressionOf(archive.Header).Level,
            LedgerFacts = facts,
            Destinations = destinations,
        };
        var document = ReceiptDocument.Of(receipt);
        await StoredReceipt.WriteAsync(store, document).ConfigureAwait(false);
        await upload.FinishReplicasAsync(replica => StoredReceipt.WriteAsync(replica, document)).ConfigureAwait(false);
        return receipt;
    }

    private async Task<(WholeArchive Archive, CleanExit Exit)> EncodeAsync(
        SourceDatabase database, DumpSource dump, LedgerReading ledger, PartWriter parts,
        IProgress<EncodingProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            var archive = await ArchiveEncoding.EncodeAsync(
                dump.Output, dump.Stop, parts, contents => BeginAsync(database, ledger, contents.Header, parts.Stopped), progress, parts.Stopped)
                .ConfigureAwait(false);
            return (archive, await dump.EnsureCleanExitAsync(parts.Stopped).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            parts.ThrowIfFailed();
            throw;
        }
        catch (OutOfMemoryException full)
        {
            throw new BackupException(
                FailureKind.DumpFailed,
                "There is not enough memory to compress the dump.",
                "Give the program more memory: some 10 MiB for each processor and for each of three more, beside the parts of the upload.",
                full);
        }
        catch (ArchiveFormatException broken)
        {
            throw await dump.ExplainAsync(broken, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Compression> BeginAsync(
        SourceDatabase database, LedgerReading ledger, ArchiveHeader header, CancellationToken cancellation)
    {
        await database.EnsureNothingRewrittenAsync(cancellation).ConfigureAwait(false);
        ledger.Start();
        var compression = CompressionOf(header);
        return compression.FitsIn(header.Version)
            ? compression
            : throw new BackupException(
                FailureKind.ConfigurationInvalid,
                $"Archives of pg_dump {header.DumpVersion} cannot hold {compression.Algorithm}.",
                "Leave BACKUP_COMPRESSION unset, or set it to gzip or none.");
    }

    private Compression CompressionOf(ArchiveHeader header) =>
        configuration.Compression ?? (header.Version.NamesAlgorithm ? Compression.FastZstd : Compression.FastGzip);
}
