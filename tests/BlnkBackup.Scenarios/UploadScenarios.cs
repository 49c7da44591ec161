using Amazon.S3.Model;
using BlnkBackup.Configuration;
using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using ObjectEncryption = BlnkBackup.Configuration.ObjectEncryption;

namespace BlnkBackup.Scenarios;

/// <summary>What the store is asked for, what it refuses, and what is made of answers that are wrong or lost.</summary>
public sealed class UploadScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    [Fact]
    public async Task The_object_and_its_receipt_are_what_the_configuration_asks_for()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store, EmbeddedStore.LockedBucket);
        scenario.Configuration = scenario.Configuration with
        {
            Store = scenario.Configuration.Store with
            {
                StorageClass = "STANDARD_IA",
                Encryption = ObjectEncryption.Kms,
                KmsKeyId = "alias/backups",
                Tags = [new ObjectTag("team", "ledger"), new ObjectTag("env", "prod & test")],
                ObjectLock = new ObjectLock(ObjectLockKind.Governance, Days: 30),
            },
        };

        var receipt = await scenario.BackUpAsync();

        var head = await EnsureAskedForAsync(scenario, receipt.Key, receipt.Started);
        Assert.Equal(("STANDARD_IA", receipt.Crc32), (head.StorageClass.Value, head.ChecksumCRC32));
        Assert.NotNull(receipt.VersionId);

        // Small, and to be read at once: of no other storage class.
        var ofReceipt = await EnsureAskedForAsync(scenario, receipt.Key.Replace(".dump", ".json", StringComparison.Ordinal), receipt.Started);
        Assert.Null(ofReceipt.StorageClass);
        Assert.Equal("application/json", ofReceipt.Headers.ContentType);
        Assert.NotNull(ofReceipt.ChecksumCRC32);
    }

    private static async Task<GetObjectMetadataResponse> EnsureAskedForAsync(Scenario scenario, string key, DateTimeOffset started)
    {
        var head = await scenario.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest
        {
            BucketName = scenario.Bucket,
            Key = key,
            ChecksumMode = Amazon.S3.ChecksumMode.ENABLED,
        });
        Assert.Equal("aws:kms", head.ServerSideEncryptionMethod.Value);
        Assert.Equal("alias/backups", head.ServerSideEncryptionKeyManagementServiceKeyId);
        Assert.Equal("GOVERNANCE", head.ObjectLockMode.Value);
        Assert.Equal(started.AddDays(30).UtcDateTime, head.ObjectLockRetainUntilDate!.Value.ToUniversalTime(), TimeSpan.FromSeconds(1));
        var tags = await scenario.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = scenario.Bucket, Key = key });
        Assert.Equal([("env", "prod & test"), ("team", "ledger")], tags.Tagging.Select(tag => (tag.Key, tag.Value)).Order());
        return head;
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_an_upload_that_failed() =>
        await RefusedAsync(store => store with { Endpoint = new Uri("http://127.0.0.1:9") }, FailureKind.UploadFailed, "127.0.0.1:9");

    [Fact]
    public async Task Refusals_that_pass_are_waited_out()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CreateMultipartUpload", FaultAction.SlowDown, 1);
        store.Faults.Add("UploadPart", FaultAction.InternalError, 1);
        store.Faults.Add("UploadPart", FaultAction.ResetMidBody, 2);
        store.Faults.Add("CompleteMultipartUpload", FaultAction.InternalError, 1);
        await SucceedsAsync(scenario);
        Assert.Equal(4, store.Faults.Fired);
    }

    [Fact]
    public async Task A_part_that_is_refused_for_good_aborts_the_upload()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("UploadPart", FaultAction.AccessDenied);
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(FailureKind.CredentialsInvalid, failed.Kind);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task A_completion_that_fails_inside_a_200_is_no_success()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("CompleteMultipartUpload", new FaultAction.ErrorIn200("InternalError"));
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(FailureKind.UploadFailed, failed.Kind);
        await scenario.EnsureNothingLeftAsync();
    }

    [Fact]
    public async Task An_object_that_S3_has_otherwise_than_it_was_sent_is_no_success()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        store.Faults.Add("HeadObject", new FaultAction.WrongChecksum());
        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(FailureKind.UploadFailed, failed.Kind);
        Assert.Contains("CRC-32", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_backup_ever_overwrites_another()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await WithLedgerAsync(store);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var first = await scenario.BackUpAsync(clock: clock);
        Assert.Equal("ledger/blnk_backup_20260102_030405.dump", first.Key);

        var failed = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync(clock: clock));

        Assert.Contains("exists already", failed.Remedy, StringComparison.Ordinal);
        var head = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, first.Key);
        Assert.Equal(first.Bytes, head.ContentLength);
        await scenario.EnsureNothingOpenAsync();
    }

    private async Task RefusedAsync(Func<ObjectStore, ObjectStore> change, FailureKind kind, string named)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        using var neverRun = BrokenDump.That("echo 'pg_dump was started' >&2; exit 1", scenario);
        var configured = scenario.Configuration;
        scenario.Configuration = configured with { Store = change(configured.Store) };
        var refused = await Assert.ThrowsAsync<BackupException>(() => scenario.BackUpAsync());
        Assert.Equal(kind, refused.Kind);
        Assert.Contains(named, refused.Message + refused.Remedy, StringComparison.Ordinal);
        scenario.Configuration = configured;
        await scenario.EnsureNothingLeftAsync();
    }

    private async Task<Scenario> WithLedgerAsync(EmbeddedStore store)
    {
        var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await SampleLedger.CreateAsync(scenario.ConnectionString, transactions: 500);
        return scenario;
    }

    private static async Task SucceedsAsync(Scenario scenario)
    {
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);
        var receipt = await scenario.BackUpAsync();
        var file = await scenario.DownloadAsync(receipt.Key);
        Assert.Empty(before.DifferencesFrom(await new StockRestore(scenario.Postgres).IntoNewDatabaseAsync(file)));
        await scenario.EnsureNothingOpenAsync();
    }
}
