using BlnkBackup.Cli.Tests.Support;

namespace BlnkBackup.Cli.Tests;

public sealed class MissingConfigurationTests
{
    [Theory]
    [InlineData("backup", "DATABASE_URL", "S3_BACKUP_BUCKET", "AWS_REGION")]
    [InlineData("list", "S3_BACKUP_BUCKET", "AWS_REGION")]
    [InlineData("prune", "S3_BACKUP_BUCKET", "AWS_REGION")]
    [InlineData("freshness", "S3_BACKUP_BUCKET", "AWS_REGION")]
    [InlineData("restore latest --to postgres://h:port/d", "The database URL", "S3_BACKUP_BUCKET", "AWS_REGION")]
    [InlineData("serve", "DATABASE_URL", "S3_BACKUP_BUCKET", "AWS_REGION", "BLNK_BACKUP_API_KEY")]
    public async Task What_is_missing_is_told_all_at_once(string line, params string[] missing)
    {
        var end = await RunningProgram.RunAsync(GivenEnvironment.Empty, line.Split(' '));
        end.AssertFailed(3);
        Assert.Equal(missing, Problems(end).Select(problem => problem.Split(':')[0]));
    }

    [Fact]
    public async Task What_is_wrong_is_told_together_with_what_is_missing()
    {
        var environment = GivenEnvironment.Empty
            .With("S3_BACKUP_BUCKET", "Not A Bucket")
            .With("AWS_REGION", "eu-central-1")
            .With("BACKUP_COMPRESSION", "rar")
            .With("BACKUP_PARTS_IN_FLIGHT", "0");
        var end = await RunningProgram.RunAsync(environment, "backup");
        end.AssertFailed(3);
        Assert.Equal(
            ["DATABASE_URL", "S3_BACKUP_BUCKET", "BACKUP_COMPRESSION", "BACKUP_PARTS_IN_FLIGHT"],
            Problems(end).Select(problem => problem.Split(':')[0]));
    }

    [Theory]
    [InlineData("prune", "RETENTION_DAILY_DAYS", "0", "RETENTION_WEEKLY_DAYS", "-1", "RETENTION_MONTHLY_DAYS", "x")]
    [InlineData("freshness", "FRESHNESS_MAX_AGE_HOURS", "0")]
    [InlineData("serve", "FRESHNESS_MAX_AGE_HOURS", "24h")]
    public async Task What_a_command_alone_reads_is_told_with_the_rest(string command, params string[] wrong)
    {
        var environment = wrong.Chunk(2).Aggregate(GivenEnvironment.Enough.With("S3_BACKUP_BUCKET", ""), (given, one) => given.With(one[0], one[1]));
        var end = await RunningProgram.RunAsync(environment, command);
        end.AssertFailed(3);
        Assert.Equal(wrong.Chunk(2).Select(one => one[0]).Prepend("S3_BACKUP_BUCKET"), Problems(end).Select(problem => problem.Split(':')[0]));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("serve")]
    [InlineData("list")]
    public async Task A_problem_is_told_without_the_secrets_around_it(string command)
    {
        var environment = GivenEnvironment.Enough
            .With("DATABASE_URL", $"postgres://ledger:{GivenEnvironment.Password}@host:{GivenEnvironment.Password}/blnk?sslmode=x")
            .With("AWS_REGION", "");
        var end = await RunningProgram.RunAsync(environment.With("S3_ENDPOINT", ""), command);
        end.AssertFailed(3);
        Assert.DoesNotContain(GivenEnvironment.Password, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.SecretAccessKey, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenEnvironment.Key, end.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Problems(ProgramEnd end) =>
        end.Errors.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]);
}
