using Amazon.S3.Model;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Scenarios;

/// <summary>What S3 did without our hearing of it is found out, never guessed.</summary>
public sealed class LostAnswerScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    private const string Key = "ledger/blnk_backup_20260102_030405.dump";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task A_completion_whose_answer_is_lost_is_settled_by_asking_S3()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CompleteMultipartUpload", FaultAction.LoseAnswer, 1);
        var receipt = await scenario.BackUpAsync();
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(await scenario.DownloadAsync(receipt.Key))));
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task A_completion_that_nobody_can_be_asked_about_is_said_to_be_unknown()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CompleteMultipartUpload", FaultAction.LoseAnswer, 1);
        store.Faults.Add("HeadObject", FaultAction.AccessDenied);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(clock: clock));

        Assert.Equal(FailureKind.UploadFailed, failed.Kind);
        Assert.Contains("may or may not be stored", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"Check {Key}", failed.Remedy, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(Key, Assert.Single(await scenario.KeysAsync()));
        await scenario.EnsureNothingOpenAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_whose_id_was_lost_is_found_and_aborted(bool everyAnswerIsLost)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CreateMultipartUpload", FaultAction.LoseAnswer, everyAnswerIsLost ? [] : [1, 2]);
        if (everyAnswerIsLost)
        {
            var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
            Assert.Equal(FailureKind.UploadFailed, failed.Kind);
        }
        else
        {
            await scenario.BackUpAsync();
        }

        Assert.True(store.Faults.Fired >= 2);
        await scenario.EnsureNothingOpenAsync();
    }

    [Fact]
    public async Task An_upload_of_the_same_key_that_somebody_works_on_is_left_alone()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var other = await scenario.S3.InitiateMultipartUploadAsync(scenario.Bucket, Key);
        using var part = new MemoryStream(new byte[100]);
        await scenario.S3.UploadPartAsync(new UploadPartRequest { BucketName = scenario.Bucket, Key = Key, UploadId = other.UploadId, PartNumber = 2, InputStream = part });
        store.Faults.Add("CreateMultipartUpload", FaultAction.LoseAnswer, 1);

        Assert.Equal(Key, (await scenario.BackUpAsync(clock: clock)).Key);

        Assert.Equal(other.UploadId, Assert.Single(store.Server.OpenUploads(scenario.Bucket)).UploadId);
    }

    [Fact]
    public async Task Where_uploads_may_not_be_listed_the_backup_succeeds_all_the_same()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CreateMultipartUpload", FaultAction.LoseAnswer, 1);
        store.Faults.Add("ListMultipartUploads", FaultAction.AccessDenied);
        var receipt = await scenario.BackUpAsync();
        Assert.Equal(receipt.Key, Assert.Single(await scenario.KeysAsync()));
    }

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 200);
        return scenario;
    }
}
