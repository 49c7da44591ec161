using BlnkBackup.Drills;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>A backup counts only when it has been restored: whole drills, and every way in which they must fail.</summary>
public sealed class DrillScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    public static TheoryData<int> Majors => PgClients.Majors;

    public static TheoryData<string, string> Tamperings => new()
    {
        { "UPDATE blnk.ledgers SET name = name || '!' WHERE id = 1", "blnk.ledgers, content: expected CRC-64 " },
        { "DELETE FROM blnk.accounts WHERE id = (SELECT min(id) FROM blnk.accounts)", "blnk.accounts, rows: expected " },
        { "UPDATE blnk.balances SET credit_balance = credit_balance + 1, balance = balance + 1 WHERE id = 1", "I3, violations: expected 0, found 1" },
        { "UPDATE blnk.transactions SET chain_hash = repeat('0', 64) WHERE chain_seq = 5", "I6, wrong_hashes: expected 0, found 1" },
        { "ALTER TABLE blnk.api_keys RENAME TO lost", "blnk.api_keys, table: expected " },
    };

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task A_good_backup_comes_back_as_its_receipt_says_and_leaves_only_a_report(int major)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store, major);
        await OddObjects.CreateAsync(scenario.ConnectionString);
        await scenario.Postgres.ExecuteAsync("postgres", $"ALTER DATABASE {scenario.Database} SET timezone = 'Asia/Kolkata'");
        var backup = await scenario.BackUpAsync();
        var written = Writes(store);

        var result = await Drilled.RunAsync(Drilled.EnvironmentOf(scenario), DrillSample.All);

        var tables = backup.Entries.Count(entry => !entry.Entry.HoldsLargeObjects);
        Assert.Equal((backup.Key, backup.Rows, tables, tables, 7), (result.Key, result.Rows, result.Tables, result.DigestedTables, result.FactsCompared));
        Assert.All(result.Skipped, skipped => Assert.EndsWith("large objects are restored, not compared", skipped, StringComparison.Ordinal));
        var report = Assert.Single(await Drilled.ReportsAsync(scenario));
        Assert.True(report.Succeeded);
        Assert.Equal((backup.RunId, scenario.Database), (report.BackupRunId, report.Database));
        Assert.Equal(written + 1, Writes(store));
        await EnsureNothingLeftAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_came_back_otherwise_is_named(string sql, string named)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.ThatThenRuns($"SET session_replication_role = replica; {sql}", scenario.Postgres.Installation.Major);

        var failed = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(Drilled.EnvironmentOf(scenario, programs)));

        Assert.Equal(FailureKind.DrillFailed, failed.Kind);
        Assert.Contains(named, failed.Message, StringComparison.Ordinal);
        var report = Assert.Single(await Drilled.ReportsAsync(scenario));
        Assert.False(report.Succeeded);
        Assert.Contains(report.Differences, difference => $"{difference}".StartsWith(named, StringComparison.Ordinal));
        await EnsureNothingLeftAsync(scenario);
    }

    [Fact]
    public async Task Of_tables_beyond_the_sample_the_rows_are_counted_all_the_same()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.Postgres.ExecuteAsync(scenario.Database, "CREATE TABLE public.other AS SELECT 1 AS n");
        await scenario.BackUpAsync();
        using var programs = RestorePrograms.ThatThenRuns("DELETE FROM public.other", scenario.Postgres.Installation.Major);

        var failed = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(Drilled.EnvironmentOf(scenario, programs), new DrillSample(0)));

        Assert.Contains("public.other, rows: expected 1, found 0", failed.Message, StringComparison.Ordinal);
        Assert.All(Assert.Single(await Drilled.ReportsAsync(scenario)).Tables, table => Assert.Null(table.Crc64));
    }

    [Fact]
    public async Task A_ledger_that_was_wrong_already_is_drilled_against_what_was_recorded()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.Postgres.ExecuteAsync(scenario.Database, "SET session_replication_role = replica; UPDATE blnk.balances SET balance = balance + 1 WHERE id = 1");
        await scenario.BackUpAsync();

        await Drilled.RunAsync(Drilled.EnvironmentOf(scenario));

        Assert.Contains(Assert.Single(await Drilled.ReportsAsync(scenario)).LedgerFacts, fact => fact is { Id: "I1", Holds: false });
    }

    [Fact]
    public async Task Facts_that_the_receipt_has_not_are_skipped_and_said_so()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        scenario.Configuration = scenario.Configuration with { LedgerFacts = false };
        await scenario.BackUpAsync();

        var result = await Drilled.RunAsync(Drilled.EnvironmentOf(scenario));

        Assert.Equal(0, result.FactsCompared);
        Assert.Contains("I7: the receipt has no figures of it: LEDGER_FACTS is false", result.Skipped);
    }

    [Fact]
    public async Task A_damaged_archive_fails_its_drill_which_says_so_beside_it()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var backup = await scenario.BackUpAsync();
        store.Server.FlipBit(scenario.Bucket, backup.Key, backup.Bytes - 3, 0);

        var drill = await CommandLine.RunAsync(Drilled.EnvironmentOf(scenario), "drill");

        Assert.Equal(16, drill.ExitCode);
        Assert.Contains("is damaged: its CRC-32 is", drill.Errors, StringComparison.Ordinal);
        Assert.Contains("is damaged: its CRC-32 is", Assert.Single(await Drilled.ReportsAsync(scenario)).Failure, StringComparison.Ordinal);
        await EnsureNothingLeftAsync(scenario);
    }

    [Fact]
    public async Task The_command_tells_a_success_in_two_lines()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var backup = await scenario.BackUpAsync();

        var drill = await CommandLine.RunAsync(CommandLine.EnvironmentOf(scenario), "drill", backup.Key, "--tables", "3", "--to", scenario.Postgres.Url("postgres"));

        Assert.True(drill.ExitCode == 0, drill.Errors);
        Assert.StartsWith($"drill successful: {backup.Key}, as its receipt says; report: s3://{scenario.Bucket}/ledger/", drill.Output, StringComparison.Ordinal);
        Assert.Contains(", 3 tables compared byte by byte, 7 ledger facts;", drill.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_fails_the_drill()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        await scenario.BackUpAsync();
        store.Faults.Add("PutObject", FaultAction.AccessDenied);

        var failed = await Assert.ThrowsAsync<BackupException>(() => Drilled.RunAsync(Drilled.EnvironmentOf(scenario)));

        Assert.Equal(FailureKind.DrillFailed, failed.Kind);
        Assert.Contains("found no difference, but its report is not stored, so it does not count", failed.Message, StringComparison.Ordinal);
        await EnsureNothingLeftAsync(scenario);
    }

    private static int Writes(EmbeddedStore store) =>
        store.Server.Requests.Count(request => request.Operation is not ("GetObject" or "HeadObject" or "ListObjectsV2"));

    private static async Task EnsureNothingLeftAsync(Scenario scenario)
    {
        Assert.Equal("", await Drilled.DatabasesAsync(scenario));
        await scenario.EnsureNothingOpenAsync();
    }

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store, int? major = null)
    {
        var scenario = await Scenario.CreateAsync(await (major is { } one ? servers.OfAsync(one) : servers.NewestAsync()), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 500);
        return scenario;
    }
}
