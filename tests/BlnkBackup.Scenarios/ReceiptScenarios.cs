using Amazon.S3.Model;
using BlnkBackup.Archive;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Receipts;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Storage;
using Npgsql;

namespace BlnkBackup.Scenarios;

/// <summary>The receipt is written last and finishes the backup; without it nothing takes the archive for one.</summary>
public sealed class ReceiptScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    private const string Put = "PutObject";

    [Fact]
    public async Task A_receipt_lies_beside_the_archive_and_says_what_is_in_it()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);

        var backup = await scenario.BackUpAsync();
        var receipt = await ReadAsync(scenario);

        Assert.Equal((backup.Key, backup.Bytes, backup.Crc32, backup.RunId), (receipt.Key, receipt.Bytes, receipt.Crc32, receipt.RunId));
        Assert.Equal(
            backup.Entries.Select(entry => (entry.Entry.DumpId, entry.Entry.Tag, entry.Rows, entry.RawBytes, entry.Offset, entry.Crc64.ToString("x16"))),
            receipt.Entries.Select(entry => (entry.DumpId, entry.Name, entry.Rows, entry.Bytes, entry.Offset, entry.Crc64)));
        Assert.Equal(("zstd", 1, 1), (receipt.Compression, receipt.Level, receipt.Version));
        Assert.True(receipt.DatabaseBytes > 0);
        Assert.Equal([("I1", true), ("I2", true), ("I3", true), ("I4", true), ("I5", true), ("I6", true), ("I7", true)], receipt.LedgerFacts.Select(fact => (fact.Id, fact.Holds ?? false)));
        Assert.Equal("2000", receipt.LedgerFacts[4].Figures["transactions"]);
        Assert.Equal(Put, store.Server.Requests.Last(request => request.Operation is not ("GetObject" or "ListObjectsV2")).Operation);
    }

    [Fact]
    public async Task Its_checksums_are_those_of_what_a_restored_database_copies_out()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await OddObjects.CreateAsync(scenario.ConnectionString);
        var backup = await scenario.BackUpAsync();
        var restored = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(restored);
        var file = await scenario.DownloadAsync(backup.Key);
        var restore = await Shell.RunAsync(
            PgClients.Find("pg_restore", scenario.Postgres.Installation.Major), ["--exit-on-error", $"--dbname={scenario.Postgres.Url(restored)}", file]);
        Assert.True(restore.ExitCode == 0, restore.Errors);

        await using var connection = new NpgsqlConnection(scenario.Postgres.ConnectionString(restored));
        await connection.OpenAsync();
        foreach (var setting in new[] { "DateStyle = ISO", "IntervalStyle = postgres", "extra_float_digits = 3", "TimeZone = UTC", "synchronize_seqscans = off" })
        {
            await using var set = new NpgsqlCommand($"SET {setting}", connection);
            await set.ExecuteNonQueryAsync();
        }

        var tables = backup.Entries.Where(entry => !entry.Entry.HoldsLargeObjects).ToList();
        Assert.InRange(tables.Count, 15, 1000);
        foreach (var table in tables)
        {
            Assert.Equal(
                ($"{table.Entry}", table.Rows, table.RawBytes, table.Crc64), await CopiedAsync(connection, table.Entry));
        }
    }

    [Fact]
    public async Task Without_its_receipt_an_archive_is_unfinished_everywhere()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add(Put, FaultAction.AccessDenied);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());

        var key = Assert.Single(await scenario.KeysAsync());
        Assert.Equal(FailureKind.UploadFailed, failed.Kind);
        Assert.Contains($"The archive {key} is whole but unfinished: its receipt could not be written.", failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("Run the backup again", failed.Remedy, StringComparison.Ordinal);
        await scenario.EnsureNothingOpenAsync();
        Assert.Contains($" unfinished  {key}", (await CommandLine.RunAsync(scenario, "list")).Output, StringComparison.Ordinal);
        Assert.Equal(8, (await CommandLine.RunAsync(scenario, "verify", "latest")).ExitCode);
        var verified = await CommandLine.RunAsync(scenario, "verify", key);
        Assert.True(verified.ExitCode == 0, verified.Errors);
        Assert.Contains("but unfinished", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_whose_answer_is_lost_is_settled_by_asking_S3()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add(Put, FaultAction.LoseAnswer);
        var backup = await scenario.BackUpAsync();
        Assert.Equal(backup.RunId, (await ReadAsync(scenario)).RunId);
    }

    [Fact]
    public async Task A_receipt_that_nobody_can_be_asked_about_is_said_to_be_unknown()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add(Put, FaultAction.LoseAnswer);
        store.Faults.Add("GetObject", FaultAction.AccessDenied);
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Contains("its receipt may or may not be written", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_object_in_the_receipts_place_is_left_alone_and_fails_the_run()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await PutAsync(scenario, "ledger/blnk_backup_20260102_030405.json", "{}");
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(clock: clock));
        Assert.Contains("whole but unfinished", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_once_its_archive_is_stored_is_finished_all_the_same()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var release = new TaskCompletionSource();
        store.Faults.Add("HeadObject", new FaultAction.Hold(release.Task));
        using var cancellation = new CancellationTokenSource();
        var run = scenario.BackUpAsync(cancellation: cancellation.Token);
        while (!store.Server.Requests.Any(request => request.Operation == "CompleteMultipartUpload"))
        {
            Assert.False(run.IsCompleted, "It ended before it completed an upload.");
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        release.SetResult();
        Assert.Equal((await run).RunId, (await ReadAsync(scenario)).RunId);
    }

    [Fact]
    public async Task Verify_names_the_table_and_the_byte_of_damage_that_the_archive_cannot_show()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        scenario.Configuration = scenario.Configuration with { Compression = Compression.None };
        var backup = await scenario.BackUpAsync();
        var table = backup.Entries.Single(entry => entry.Entry.Tag == "transaction_journal");

        // 1 becomes 0: the first digit of the first row, behind the block's start and the chunk's length.
        store.Server.FlipBit(scenario.Bucket, backup.Key, table.Offset + 11, 0);
        var verified = await CommandLine.RunAsync(scenario, "verify", "latest");

        Assert.Equal(10, verified.ExitCode);
        Assert.Contains($"blnk.transaction_journal at byte {table.Offset}: the CRC-64 of its content is ", verified.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": 1, \"program\": ", 10, "is damaged or is no receipt")]
    [InlineData("{ \"version\": 1 }", 10, "is damaged or is no receipt")]
    [InlineData("[]", 10, "it has no version")]
    [InlineData("{ \"version\": 2 }", 11, "it is of version 2")]
    public async Task A_receipt_that_is_none_has_its_own_error(string text, int exitCode, string said)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var backup = await scenario.BackUpAsync();
        await PutAsync(scenario, backup.Key.Replace(".dump", ".json", StringComparison.Ordinal), text);

        var verified = await CommandLine.RunAsync(scenario, "verify", "latest");

        Assert.Equal(exitCode, verified.ExitCode);
        Assert.Contains(said, verified.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_no_ledger_is_backed_up_with_its_facts_skipped()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.BackUpAsync();
        Assert.All((await ReadAsync(scenario)).LedgerFacts, fact => Assert.Contains("does not exist", fact.Skipped, StringComparison.Ordinal));

        scenario.Configuration = scenario.Configuration with { LedgerFacts = false };
        Assert.All((await scenario.BackUpAsync(clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider())).LedgerFacts, fact => Assert.Equal("LEDGER_FACTS is false", fact.Skipped));
    }

    private static async Task<(string, long, long, ulong)> CopiedAsync(NpgsqlConnection connection, TocEntry table)
    {
        var digest = new CopyTextDigest();
        using var copy = await connection.BeginTextExportAsync(table.CopyStatement.Replace("FROM stdin;\n", "TO STDOUT", StringComparison.Ordinal));
        var bytes = ((StreamReader)copy).BaseStream;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await bytes.ReadAsync(buffer)) > 0;)
        {
            digest.Append(buffer.AsSpan(0, read));
        }

        digest.AppendTerminator();
        return ($"{table}", digest.Rows, digest.Bytes, digest.Crc64);
    }

    private static async Task<ReceiptDocument> ReadAsync(Scenario scenario)
    {
        using var store = new BackupStore(scenario.Configuration.Store);
        return await StoredReceipt.ReadAsync(store, await store.FindAsync(BackupStore.Latest, default), default);
    }

    private static Task PutAsync(Scenario scenario, string key, string text) =>
        scenario.S3.PutObjectAsync(new PutObjectRequest { BucketName = scenario.Bucket, Key = key, ContentBody = text });

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 2_000);
        return scenario;
    }
}
