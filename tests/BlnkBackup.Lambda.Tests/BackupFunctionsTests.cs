using System.Reflection;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.TestUtilities;
using BlnkBackup.Backups;
using BlnkBackup.Lambda.Functions;
using BlnkBackup.Lambda.Tests.Support;
using BlnkBackup.Pipelines;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlnkBackup.Lambda.Tests;

/// <summary>The functions, composed in this process.</summary>
public sealed class BackupFunctionsTests(LedgerServer server) : IClassFixture<LedgerServer>
{
    private static readonly TestLambdaContext Context = new() { RemainingTime = TimeSpan.FromMinutes(15) };

    [Fact]
    public void Every_function_can_be_chosen_by_its_name() => Assert.Equal(
        typeof(BackupFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<LambdaFunctionAttribute>() is not null)
            .Select(method => method.Name).Order(),
        FunctionName.All.Order());

    [Fact]
    public async Task A_job_is_kept_for_the_next_invocation()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        using var opened = new CountedJobs(backups.Environment);
        var functions = new BackupFunctions(opened.Jobs, NullLogger.Instance);

        var estimate = await functions.EstimateStep(new BackupStepInput(), Context);
        var result = await functions.BackupStep(new BackupStepInput(), Context);

        Assert.True(estimate.Fits);
        Assert.Contains(result.Key, backups.Keys());
        Assert.Equal(1, opened.Count);
    }

    [Fact]
    public async Task After_a_failure_settings_are_read_anew()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        var right = backups.Environment["DATABASE_URL"];
        backups.Environment["DATABASE_URL"] = backups.Postgres.Url("not_there");
        using var opened = new CountedJobs(backups.Environment);
        var functions = new BackupFunctions(opened.Jobs, NullLogger.Instance);

        await Assert.ThrowsAnyAsync<Exception>(() => functions.BackupStep(new BackupStepInput(), Context));
        backups.Environment["DATABASE_URL"] = right;
        var result = await functions.BackupStep(new BackupStepInput(), Context);

        Assert.Contains(result.Key, backups.Keys());
        Assert.Equal(2, opened.Count);
    }

    [Fact]
    public async Task A_wrong_setting_is_an_invocations_failure_and_not_the_functions()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        using var opened = new CountedJobs(backups.With("S3_BACKUP_BUCKET", null));

        var functions = new BackupFunctions(opened.Jobs, NullLogger.Instance);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => functions.BackupStep(new BackupStepInput(), Context));

        Assert.Equal("ConfigurationInvalid", failure.GetType().Name);
        Assert.Contains("S3_BACKUP_BUCKET", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invocations_side_by_side_have_a_job_each()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        using var opened = new CountedJobs(backups.Environment);

        var other = await opened.Jobs.UseAsync(
            first => opened.Jobs.UseAsync(second => Task.FromResult(!ReferenceEquals(first, second)), CancellationToken.None), CancellationToken.None);

        Assert.True(other);
        Assert.Equal(2, opened.Count);
    }

    private sealed class CountedJobs : IDisposable
    {
        public CountedJobs(Dictionary<string, string> environment) => Jobs = new KeptJob(cancellation =>
        {
            Count++;
            string? Variable(string name) => environment.GetValueOrDefault(name);
            return BackupJob.OpenAsync(Variable, new EnvironmentSecretStore(Variable), TimeProvider.System, NullLogger.Instance, cancellation);
        });

        public KeptJob Jobs { get; }

        public int Count { get; private set; }

        public void Dispose() => Jobs.Dispose();
    }
}
