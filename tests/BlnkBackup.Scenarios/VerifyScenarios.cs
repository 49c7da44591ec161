using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>Backups are verified as they lie in the store and as files, ours and pg_dump's own.</summary>
public sealed class VerifyScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    public static TheoryData<int, string> StockCompressions()
    {
        var cases = new TheoryData<int, string>();
        foreach (var major in PgClients.ServerMajors)
        {
            cases.Add(major, "0");
            cases.Add(major, "6");
            if (major >= 16)
            {
                cases.Add(major, "zstd:3");
                cases.Add(major, "lz4");
            }
        }

        return cases;
    }

    [Fact]
    public async Task A_stored_ledger_is_whole_and_a_flipped_bit_in_it_is_found_and_named()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(await servers.NewestAsync(), store);
        var receipt = await scenario.BackUpAsync();

        var whole = await CommandLine.RunAsync(scenario, "verify", "latest");
        Assert.True(whole.ExitCode == 0, whole.Errors);
        Assert.Contains($"whole: {receipt.Key}: {receipt.Rows} rows of", whole.Output, StringComparison.Ordinal);
        Assert.Contains("its CRC-32 is the one that was stored", whole.Output, StringComparison.Ordinal);
        Assert.All(receipt.Entries, entry => Assert.Contains(
            entry.Entry.HoldsLargeObjects ? $"  {entry.Entry}\n" : $" {entry.Rows} rows  {entry.Entry}\n", whole.Output, StringComparison.Ordinal));

        var largest = receipt.Entries.MaxBy(entry => entry.RawBytes)!;
        store.Server.FlipBit(scenario.Bucket, receipt.Key, largest.Offset + 100, 3);
        var flipped = await CommandLine.RunAsync(scenario, "verify", receipt.Key);
        Assert.Equal(10, flipped.ExitCode);
        Assert.Contains($"{receipt.Key} is damaged: {largest.Entry} is damaged. At byte {largest.Offset + 11} of the archive", flipped.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("whole", flipped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_that_the_archive_itself_cannot_show_is_found_in_the_store()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(await servers.NewestAsync(), store);
        var receipt = await scenario.BackUpAsync();
        var file = await scenario.DownloadAsync(receipt.Key);
        var bytes = await File.ReadAllBytesAsync(file);

        // The first letter of the database's name: 7 ints behind the algorithm, and its length.
        var position = (receipt.DumpVersion.StartsWith("15", StringComparison.Ordinal) ? 16 : 12) + (7 * 5) + 5;
        store.Server.FlipBit(scenario.Bucket, receipt.Key, position, 0);
        var text = await CommandLine.RunAsync(scenario, "verify", "latest");
        Assert.Equal(10, text.ExitCode);
        Assert.Contains("CRC-32", text.Errors, StringComparison.Ordinal);

        bytes[position] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(0, (await CommandLine.RunAsync(scenario, "verify", file)).ExitCode);

        store.Server.Cut(scenario.Bucket, receipt.Key, receipt.Bytes - 1);
        Assert.Equal(10, (await CommandLine.RunAsync(scenario, "verify", "latest")).ExitCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_called_damaged()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(await servers.NewestAsync(), store);
        var receipt = await scenario.BackUpAsync();

        store.Faults.Add("GetObject", new FaultAction.CutBody(receipt.Bytes / 3), 1, 2);
        Assert.Equal(0, (await CommandLine.RunAsync(scenario, "verify", "latest")).ExitCode);
        Assert.Equal(2, store.Faults.Fired);

        Assert.Equal(8, (await CommandLine.RunAsync(scenario, "verify", "blnk_backup_20000101_000000.dump")).ExitCode);
        store.Faults.Add("GetObject", FaultAction.AccessDenied);
        Assert.Equal(4, (await CommandLine.RunAsync(scenario, "verify", "latest")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(StockCompressions))]
    public async Task What_pg_dump_wrote_itself_is_whole_and_its_cuts_are_found(int major, string compression)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(await servers.OfAsync(major), store);
        await OddObjects.CreateAsync(scenario.ConnectionString);
        var content = await ContentDigest.OfAsync(scenario.ConnectionString);
        var file = scenario.FileFor("stock.dump");
        var program = PgClients.Find("pg_dump", major);
        var url = scenario.Postgres.Url(scenario.Database);
        var dumped = await Shell.RunAsync(program, ["--format=custom", $"--compress={compression}", $"--file={file}", url]);
        if (compression == "lz4" && dumped.Errors.Contains("not supported", StringComparison.Ordinal))
        {
            // This pg_dump was built without lz4.
            return;
        }

        Assert.True(dumped.ExitCode == 0, dumped.Errors);
        var ofFile = await CommandLine.RunAsync(scenario, "verify", file);
        Assert.True(ofFile.ExitCode == 0, ofFile.Errors);
        var tables = content.Relations.Where(table => ofFile.Output.Contains($"  TABLE DATA {table.Name}\n", StringComparison.Ordinal)).ToList();
        Assert.InRange(tables.Count, 10, 1000);
        Assert.All(tables, table => Assert.Contains($" {table.Rows} rows  TABLE DATA {table.Name}\n", ofFile.Output, StringComparison.Ordinal));

        // What goes into a pipe has no offsets.
        var piped = scenario.FileFor("piped.dump");
        var pipe = await Shell.RunAsync("sh", ["-c", "\"$0\" --format=custom --compress=\"$1\" \"$2\" | cat > \"$3\"", program, compression, url, piped]);
        Assert.True(pipe.ExitCode == 0, pipe.Errors);
        Assert.Equal(0, (await CommandLine.RunAsync(scenario, "verify", piped)).ExitCode);

        // And into a file that is the standard output: from 16 on the table of contents a second time.
        var redirected = scenario.FileFor("redirected.dump");
        var redirection = await Shell.RunAsync("sh", ["-c", "\"$0\" --format=custom --compress=\"$1\" \"$2\" > \"$3\"", program, compression, url, redirected]);
        Assert.True(redirection.ExitCode == 0, redirection.Errors);
        Assert.Equal(0, (await CommandLine.RunAsync(scenario, "verify", redirected)).ExitCode);
        Assert.NotEqual(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(piped));

        var bytes = await File.ReadAllBytesAsync(file);
        foreach (var length in new[] { bytes.Length - 1, bytes.Length / 2, 3 })
        {
            await File.WriteAllBytesAsync(file, bytes[..length]);
            Assert.Equal(10, (await CommandLine.RunAsync(scenario, "verify", file)).ExitCode);
        }
    }

    [Fact]
    public async Task Tables_dumped_as_INSERT_statements_are_said_not_to_be_counted()
    {
        await using var store = await EmbeddedStore.StartAsync();
        var server = await servers.NewestAsync();
        using var scenario = await WithLedgerAsync(server, store);
        var file = scenario.FileFor("inserts.dump");
        var dumped = await Shell.RunAsync(
            PgClients.Find("pg_dump", server.Installation.Major),
            ["--format=custom", "--inserts", $"--file={file}", scenario.Postgres.Url(scenario.Database)]);
        Assert.True(dumped.ExitCode == 0, dumped.Errors);

        var verified = await CommandLine.RunAsync(scenario, "verify", file);

        Assert.True(verified.ExitCode == 0, verified.Errors);
        Assert.Contains("INSERT statements  TABLE DATA", verified.Output, StringComparison.Ordinal);
    }

    private static async Task<Scenario> WithLedgerAsync(PostgresServer server, EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(server, store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 2_000);
        return scenario;
    }
}
