using BlnkBackup.Archive;
using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class BackupConfigurationTests
{
    static BackupConfiguration Read(string name, string value) => BackupConfiguration.Read(GivenVariables.Enough.With(name, value).Lookup);

    [Fact]
    public void A_database_a_bucket_and_a_region_are_enough()
    {
        var configuration = BackupConfiguration.Read(GivenVariables.Enough.Lookup);
        Assert.Equal(("db.example", "ledger-backups"), (configuration.Database.Host, configuration.Store.Bucket));
        Assert.Null(configuration.Compression);
        Assert.True(configuration.LedgerFacts);
        Assert.Equal(("/opt/bin", 4, 60), (configuration.PgBinDirectory, configuration.PartsInFlight, configuration.LockWaitSeconds));
    }

    [Fact]
    public void The_rest_can_be_set()
    {
        Assert.Equal("/usr/lib/postgresql", Read("PG_BIN_DIR", "/usr/lib/postgresql").PgBinDirectory);
        Assert.Equal(64, Read("BACKUP_PARTS_IN_FLIGHT", "64").PartsInFlight);
        Assert.Equal(1, Read("BACKUP_LOCK_WAIT_SECONDS", "1").LockWaitSeconds);
        Assert.False(Read("LEDGER_FACTS", "false").LedgerFacts);
    }

    [Theory]
    [InlineData("zstd:3", CompressionAlgorithm.Zstd, 3)]
    [InlineData("zstd:19", CompressionAlgorithm.Zstd, 19)]
    [InlineData("gzip:9", CompressionAlgorithm.Gzip, 9)]
    [InlineData("none", CompressionAlgorithm.None, 0)]
    public void Compression_is_an_algorithm_and_a_level(string given, CompressionAlgorithm algorithm, int level) =>
        Assert.Equal(new Compression(algorithm, level), Read("BACKUP_COMPRESSION", given).Compression);

    [Fact]
    public void An_algorithm_alone_means_its_fast_level()
    {
        Assert.Equal(Compression.FastZstd, Read("BACKUP_COMPRESSION", "zstd").Compression);
        Assert.Equal(Compression.FastGzip, Read("BACKUP_COMPRESSION", "gzip").Compression);
    }

    [Theory]
    [InlineData("BACKUP_COMPRESSION", "lz4")]
    [InlineData("BACKUP_COMPRESSION", "zstd:0")]
    [InlineData("BACKUP_COMPRESSION", "zstd:20")]
    [InlineData("BACKUP_COMPRESSION", "zstd:")]
    [InlineData("BACKUP_COMPRESSION", "zstd:3:4")]
    [InlineData("BACKUP_COMPRESSION", "gzip:10")]
    [InlineData("BACKUP_COMPRESSION", "none:0")]
    [InlineData("BACKUP_PARTS_IN_FLIGHT", "0")]
    [InlineData("BACKUP_PARTS_IN_FLIGHT", "65")]
    [InlineData("BACKUP_PARTS_IN_FLIGHT", "four")]
    [InlineData("BACKUP_PARTS_IN_FLIGHT", "4.5")]
    [InlineData("BACKUP_LOCK_WAIT_SECONDS", "0")]
    [InlineData("BACKUP_LOCK_WAIT_SECONDS", "86401")]
    [InlineData("BACKUP_LOCK_WAIT_SECONDS", "1m")]
    public void What_cannot_be_used_is_refused_and_quoted(string name, string value)
    {
        var problem = Refusal.Of(() => Read(name, value));
        Assert.StartsWith($"{name}: '{value}' ", problem, StringComparison.Ordinal);
        Assert.Contains("write ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_in_one_message()
    {
        var problems = Refusal.AllOf(() => BackupConfiguration.Read(new GivenVariables
        {
            ["DATABASE_URL"] = "postgres://h:x",
            ["PGSERVICE"] = "blnk",
            ["S3_BACKUP_BUCKET"] = "No",
            ["S3_STORAGE_CLASS"] = "FROZEN",
            ["S3_TAGS"] = "x",
            ["AWS_ACCESS_KEY_ID"] = "id",
            ["BACKUP_COMPRESSION"] = "lz4",
            ["BACKUP_PARTS_IN_FLIGHT"] = "0",
            ["BACKUP_LOCK_WAIT_SECONDS"] = "0",
        }.Lookup));
        Assert.Equal(
            ["DATABASE_URL", "PGSERVICE", "S3_BACKUP_BUCKET", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "S3_STORAGE_CLASS", "S3_TAGS",
                "BACKUP_COMPRESSION", "BACKUP_PARTS_IN_FLIGHT", "BACKUP_LOCK_WAIT_SECONDS"],
            problems.Select(problem => problem.Split(':')[0]));
    }

    [Fact]
    public void The_message_says_how_many_problems_and_lists_each_on_a_line()
    {
        Assert.Equal("The configuration has a problem:\n- A: x.", new ConfigurationException(["A: x."]).Message);
        Assert.Equal("The configuration has 2 problems:\n- A: x.\n- B: y.", new ConfigurationException(["A: x.", "B: y."]).Message);
    }
}
