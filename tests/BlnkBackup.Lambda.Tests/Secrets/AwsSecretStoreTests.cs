using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecretsManager;
using BlnkBackup.Failures;
using BlnkBackup.Lambda.Functions;
using BlnkBackup.Lambda.Secrets;
using BlnkBackup.Lambda.Tests.Support;

namespace BlnkBackup.Lambda.Tests.Secrets;

public sealed class AwsSecretStoreTests(LedgerServer server) : IClassFixture<LedgerServer>
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:ledger-AbCdEf";

    [Fact]
    public async Task A_secret_is_its_text() => Assert.Equal("sesame", await ReadAsync("sesame"));

    [Fact]
    public async Task A_secret_of_bytes_is_read_as_text() => Assert.Equal("sésame", await ReadAsync("sésame"u8.ToArray()));

    [Fact]
    public async Task A_secret_that_is_not_there_is_a_wrong_setting_and_not_quoted()
    {
        var failure = await Assert.ThrowsAsync<BackupException>(() => ReadAsync(secret: null));
        Assert.Equal(FailureKind.ConfigurationInvalid, failure.Kind);
        Assert.Contains("ResourceNotFoundException", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Arn, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_the_first_secret_fails_and_not_the_start()
    {
        using var store = new AwsSecretStore(() => throw new AmazonClientException("No region."));
        var failure = await Assert.ThrowsAsync<BackupException>(() => store.ReadAsync(Arn, CancellationToken.None));
        Assert.Equal(FailureKind.ConfigurationInvalid, failure.Kind);
    }

    [Fact]
    public async Task A_function_takes_the_databases_password_from_Secrets_Manager()
    {
        await using var backups = await LedgerBackups.OpenAsync(server);
        var database = backups.Postgres;
        await using var secrets = await SecretsServer.StartAsync(new Dictionary<string, object>
        {
            [Arn] = JsonSerializer.Serialize(new Dictionary<string, string> { ["username"] = database.User, ["password"] = database.Password }),
        });
        backups.Environment["DATABASE_URL"] = $"postgres://{database.Host}:{database.Port}/{LedgerServer.Database}";
        backups.Environment["DATABASE_SECRET_ARN"] = Arn;
        backups.Environment["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.Url;
        await using var function = await RunningFunction.StartAsync(backups.Environment, nameof(BackupFunctions.ScheduledBackup));

        var end = await function.InvokeAsync(Events.Scheduled);

        Assert.True(end.ErrorType is null, end.Body);
        await backups.EnsureRestorableAsync();
    }

    private static async Task<string> ReadAsync(object? secret)
    {
        await using var secrets = await SecretsServer.StartAsync(secret is null ? new Dictionary<string, object>() : new() { [Arn] = secret });
        using var store = new AwsSecretStore(() => new AmazonSecretsManagerClient(
            new BasicAWSCredentials("id", "key"), new AmazonSecretsManagerConfig { ServiceURL = secrets.Url, AuthenticationRegion = "us-east-1" }));
        return await store.ReadAsync(Arn, CancellationToken.None);
    }
}
