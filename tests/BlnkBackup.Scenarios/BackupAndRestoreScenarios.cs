using BlnkBackup.Archive;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>A backup restores: with stock pg_restore, every way it can be asked, to the content of the snapshot.</summary>
public sealed class BackupAndRestoreScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    public static TheoryData<int, CompressionAlgorithm> MajorsAndAlgorithms()
    {
        var cases = new TheoryData<int, CompressionAlgorithm>();
        foreach (var major in PgClients.ServerMajors)
        {
            cases.Add(major, CompressionAlgorithm.None);
            cases.Add(major, CompressionAlgorithm.Gzip);
            if (major >= 16)
            {
                cases.Add(major, CompressionAlgorithm.Zstd);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(MajorsAndAlgorithms))]
    public async Task Every_way_of_restoring_gives_what_was_there(int major, CompressionAlgorithm algorithm)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.OfAsync(major), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString);
        await OddObjects.CreateAsync(scenario.ConnectionString);
        scenario.Configuration = scenario.Configuration with { Compression = new Compression(algorithm, algorithm == CompressionAlgorithm.None ? 0 : 1) };
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();
        var file = await scenario.DownloadAsync(receipt.Key);
        var restore = new StockRestore(scenario.Postgres);

        Assert.Equal(algorithm, receipt.Compression);
        Assert.Equal(receipt.Bytes, new FileInfo(file).Length);
        Assert.NotEmpty(await restore.ListAsync(file));
        Assert.Empty(before.DifferencesFrom(await restore.IntoNewDatabaseAsync(file)));
        Assert.Empty(before.DifferencesFrom(await restore.IntoNewDatabaseAsync(file, "--jobs", "4")));
        Assert.Empty(before.DifferencesFrom(await restore.FromPipeAsync(file)));
        await scenario.EnsureNothingOpenAsync();
    }

    [Theory]
    [MemberData(nameof(PgClients.Majors), MemberType = typeof(PgClients))]
    public async Task The_archive_says_what_pg_dump_writes_into_a_file_from_the_same_snapshot(int major)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.OfAsync(major), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString);
        await OddObjects.CreateAsync(scenario.ConnectionString);

        // Nobody writes, so pg_dump's own file is of the same content as the snapshot's.
        var reference = scenario.FileFor("reference.dump");
        var dumped = await Shell.RunAsync(
            PgClients.Find("pg_dump", major),
            ["--format=custom", "--encoding=UTF8", $"--file={reference}", scenario.Postgres.Url(scenario.Database)]);
        Assert.True(dumped.ExitCode == 0, dumped.Errors);
        var file = await scenario.DownloadAsync((await scenario.BackUpAsync()).Key);

        var restore = new StockRestore(scenario.Postgres);
        Assert.Equal(await restore.ListAsync(reference), await restore.ListAsync(file));
        Assert.Equal(await restore.AsSqlAsync(reference), await restore.AsSqlAsync(file));
    }

    [Fact]
    public async Task One_table_can_be_restored_alone()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE wanted AS SELECT generate_series(1, 1000) AS a; CREATE TABLE other AS SELECT 1 AS a");
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var file = await scenario.DownloadAsync((await scenario.BackUpAsync()).Key);
        var restored = await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(file, "--table", "wanted");

        var wanted = Assert.Single(restored.Relations, relation => relation.Rows > 0);
        Assert.Equal(before[wanted.Name], wanted);
    }

    [Fact]
    public async Task An_empty_database_is_backed_up_and_restored()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        var receipt = await scenario.BackUpAsync();
        var restored = await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(await scenario.DownloadAsync(receipt.Key));
        Assert.All(restored.Relations, relation => Assert.Equal(0, relation.Rows));
        Assert.Equal(0, receipt.Rows);
        Assert.Equal(1, receipt.Parts);
    }

    [Fact]
    public async Task An_archive_of_many_parts_is_whole()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE large AS SELECT i, md5(i::text) || md5((i + 1)::text) AS text FROM generate_series(1, 700000) i");
        scenario.Configuration = scenario.Configuration with { Compression = Compression.None };
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var receipt = await scenario.BackUpAsync();
        var file = await scenario.DownloadAsync(receipt.Key);

        Assert.InRange(receipt.Parts, 5, 20);
        Assert.Equal(700_000, receipt.Rows);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(file, "--jobs", "2")));
    }

    [Fact]
    public async Task What_is_written_after_the_snapshot_is_not_in_the_backup()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database, "CREATE TABLE growing AS SELECT i, repeat('x', 200) AS text FROM generate_series(1, 100000) i");
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);

        var writing = new WriteOnce(() => scenario.Postgres.ExecuteAsync(scenario.Database, "INSERT INTO growing VALUES (0, 'late')"));
        var receipt = await scenario.BackUpAsync(writing);
        await writing.Written;

        var file = await scenario.DownloadAsync(receipt.Key);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(file)));
    }

    // Writes when the first rows have gone by, that is under the snapshot.
    private sealed class WriteOnce(Func<Task> write) : IProgress<EncodingProgress>
    {
        public Task Written { get; private set; } = Task.CompletedTask;

        private bool written;

        public void Report(EncodingProgress value)
        {
            if (!written)
            {
                written = true;
                Written = write();
            }
        }
    }
}
