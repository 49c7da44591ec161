using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Storage;
using BlnkBackup.Verifying;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>Judges how a run ended: a verified object or none, said truly, and nothing left behind.</summary>
/// <param name="run">The run, ended.</param>
/// <param name="faults">What was armed against it.</param>
public sealed class FaultEnd(FaultRun run, IReadOnlyList<Fault> faults)
{
    private readonly Scenario scenario = run.Scenario;

    public FaultRun Run => run;

    /// <summary>Throws what is wrong; else says how it ended.</summary>
    public async Task<FaultOutcome> JudgeAsync(BackupReceipt? receipt, Exception? fault, bool restore)
    {
        var outcome = OutcomeOf(receipt, fault);
        await EnsureNothingOpenAsync();
        var stored = run.Store.Server.Objects(scenario.Bucket);
        if (receipt is not null)
        {
            Assert.Equal([receipt.Key, receipt.Key.Replace(".dump", ".json", StringComparison.Ordinal)], stored.Select(one => one.Key).Order(StringComparer.Ordinal));
            var archive = stored.Single(one => one.Key == receipt.Key);
            await EnsureWholeAsync(archive, restore);
            await EnsureVerifiedAsync(receipt);
            EnsureOneState(receipt);
            Assert.Equal((receipt.Bytes, receipt.Crc32), (archive.Length, Crc32(archive)));
        }
        else if (outcome == FaultOutcome.Unfinished || (outcome == FaultOutcome.Unknown && stored.Count > 0))
        {
            var archive = Assert.Single(stored);
            Assert.EndsWith(".dump", archive.Key, StringComparison.Ordinal);
            await EnsureWholeAsync(archive, restore);
        }
        else
        {
            Assert.Empty(stored);
        }

        return outcome;
    }

    /// <summary>No open upload, no pg_dump, no session, and so no lock and no snapshot.</summary>
    public async Task EnsureNothingOpenAsync()
    {
        Assert.Empty(run.Store.Server.OpenUploads(scenario.Bucket));
        await GoneAsync("a pg_dump", () => Task.FromResult(OurProcesses.Of(run.Database).Count));
        await GoneAsync("a session or lock", async () => (int)await run.Database.Postgres.ScalarAsync<long>("postgres", $"""
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = '{run.Database.Name}' AND application_name IN ('pg_dump', 'blnk-backup'))
                 + (SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = '{run.Database.Name}')
            """));
    }

    private FaultOutcome OutcomeOf(BackupReceipt? receipt, Exception? fault)
    {
        if (receipt is not null)
        {
            Assert.DoesNotContain(faults, armed => armed.Forbids);
            return FaultOutcome.Stored;
        }

        var cancels = faults.Any(armed => armed.Cancels);
        Assert.True(cancels || !faults.All(armed => armed.Passes), $"It did not live through what passes: {fault}");
        if (fault is OperationCanceledException && cancels)
        {
            return FaultOutcome.Cancelled;
        }

        var failed = Assert.IsType<BackupException>(fault);
        Assert.True(faults.Any(armed => armed.Kinds.Contains(failed.Kind)), $"It failed with what no fault explains: {failed.Kind}, {failed}");
        Assert.NotEmpty(failed.Remedy);
        if (failed.Message.Contains("whole but unfinished", StringComparison.Ordinal))
        {
            Assert.Contains(faults, armed => armed.LeavesUnfinished);
            return FaultOutcome.Unfinished;
        }

        if (!failed.Message.Contains("may or may not be stored", StringComparison.Ordinal))
        {
            return FaultOutcome.Failed;
        }

        Assert.Contains(faults, armed => armed.LeavesUnknown);
        return FaultOutcome.Unknown;
    }

    /// <summary>Our own verification, receipt and all, once nothing stands in its way.</summary>
    private async Task EnsureVerifiedAsync(BackupReceipt receipt)
    {
        run.Store.Faults.Clear();
        using var store = new BackupStore(scenario.Configuration.Store);
        var backup = await store.FindAsync(BackupStore.Latest, CancellationToken.None);
        Assert.Equal(receipt.Key, backup.Key);
        Assert.NotNull((await VerifyRun.OfStoredAsync(store, backup, progress: null, CancellationToken.None)).Receipt);
    }

    /// <summary>pg_restore reads the object to its end and, if so wanted, restores from it what was there.</summary>
    public async Task EnsureWholeAsync(EmbeddedS3.Buckets.StoredObject stored, bool restore)
    {
        var file = scenario.FileFor("stored.dump");
        await File.WriteAllBytesAsync(file, stored.Body.ToArray());
        var program = PgClients.Find("pg_restore", run.Database.Postgres.Installation.Major);
        var read = await Shell.RunAsync(program, ["--file=/dev/null", file]);
        Assert.True(read.ExitCode == 0, $"pg_restore does not read it: {read.Errors}");
        if (restore)
        {
            var name = $"restored_{Guid.NewGuid():N}";
            await run.Database.Postgres.CreateDatabaseAsync(name);
            var restored = await Shell.RunAsync(program, ["--exit-on-error", $"--dbname={run.Database.Postgres.Url(name)}", file]);
            Assert.True(restored.ExitCode == 0, $"pg_restore does not restore it: {restored.Errors}");
            Assert.Empty(await run.Database.DifferencesFromAsync(name));
            await run.Database.Postgres.ExecuteAsync("postgres", $"DROP DATABASE {name}");
        }
    }

    // The marker came with the change, so the archive has both or neither.
    private void EnsureOneState(BackupReceipt receipt)
    {
        long RowsOf(string table) => receipt.Entries.SingleOrDefault(entry => entry.Entry.Tag == table)?.Rows ?? 0;
        Assert.Equal(run.Database.Rows, RowsOf("staying"));
        var removes = faults.Any(fault => fault.Changes && !fault.Name.StartsWith("ALTER", StringComparison.Ordinal));
        Assert.Equal(removes && RowsOf("marker") == 1 ? 0 : FaultDatabase.VictimRows, RowsOf("victim"));
    }

    private static string Crc32(EmbeddedS3.Buckets.StoredObject stored) =>
        new Crc32Checksum(System.IO.Hashing.Crc32.HashToUInt32(stored.Body.ToArray()), stored.Length).ToString();

    // What was killed is gone a moment later: a session at the server, a process whose pipe was closed.
    private static async Task GoneAsync(string what, Func<Task<int>> count)
    {
        for (var attempt = 0; await count() > 0; attempt++)
        {
            Assert.True(attempt < 400, $"There still is {what}.");
            await Task.Delay(25);
        }
    }
}

/// <summary>How a run ended.</summary>
public enum FaultOutcome
{
    Stored,
    Failed,
    Cancelled,

    /// <summary>It failed and says that nobody knows whether the backup is stored.</summary>
    Unknown,

    /// <summary>It failed and says that its archive is whole, but without a receipt.</summary>
    Unfinished,
}
