using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class ReplicaSettingsTests
{
    static ReplicaSettings Read(GivenVariables given) => BackupConfiguration.Read(given.Lookup).Replicas;

    static ReplicaSettings Read(string replicas) => Read(GivenVariables.Enough.With("S3_REPLICAS", replicas));

    [Fact]
    public void There_are_none_unless_they_are_named()
    {
        var settings = Read(GivenVariables.Enough);
        Assert.Empty(settings.Stores);
        Assert.Equal((ReplicaPolicy.All, TimeSpan.FromSeconds(60)), (settings.Policy, settings.Patience));
    }

    [Fact]
    public void A_replica_is_the_primary_but_for_bucket_region_and_endpoint()
    {
        var given = GivenVariables.Enough.With("S3_BACKUP_PREFIX", "ledger").With("S3_STORAGE_CLASS", "STANDARD_IA").With("S3_SSE", "AES256")
            .With("S3_TAGS", "team=ledger").With("AWS_ACCESS_KEY_ID", "id").With("AWS_SECRET_ACCESS_KEY", "secret")
            .With("S3_REPLICAS", "eu-west-1:ledger-backups-eu, us-east-1:ledger-backups@https://minio.example:9000");
        var configuration = BackupConfiguration.Read(given.Lookup);
        Assert.Equal(
            [
                configuration.Store with { Region = "eu-west-1", Bucket = "ledger-backups-eu" },
                configuration.Store with { Region = "us-east-1", Endpoint = new Uri("https://minio.example:9000"), PathStyle = true },
            ],
            configuration.Replicas.Stores);
    }

    [Fact]
    public void A_replica_without_an_endpoint_is_AWSs_whatever_the_primary_is()
    {
        var store = Assert.Single(Read(GivenVariables.Enough.With("S3_ENDPOINT", "http://minio:9000").With("S3_REPLICAS", "eu-west-1:ledger-backups")).Stores);
        Assert.Equal((null, false), (store.Endpoint, store.PathStyle));
    }

    [Theory]
    [InlineData("alias/ledger", true)]
    [InlineData("mrk-1234abcd", true)]
    [InlineData("1234abcd-12ab", false)]
    [InlineData("arn:aws:kms:eu-central-1:111122223333:alias/ledger", false)]
    [InlineData("arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd", false)]
    public void A_key_of_one_region_stays_there_and_the_replicas_bucket_decides(string key, bool travels)
    {
        var given = GivenVariables.Enough.With("S3_SSE", "aws:kms").With("S3_SSE_KMS_KEY_ID", key)
            .With("S3_REPLICAS", "eu-central-1:ledger-backups-b,us-west-2:ledger-backups-us");
        var stores = Read(given).Stores;
        Assert.Equal((ObjectEncryption.Kms, key), (stores[0].Encryption, stores[0].KmsKeyId));
        Assert.Equal(travels ? (ObjectEncryption.Kms, key) : (ObjectEncryption.BucketDefault, null), (stores[1].Encryption, stores[1].KmsKeyId));
    }

    [Fact]
    public void Policy_and_patience_can_be_set()
    {
        var settings = Read(GivenVariables.Enough.With("S3_REPLICA_POLICY", "primary").With("S3_REPLICA_PATIENCE_SECONDS", "5"));
        Assert.Equal((ReplicaPolicy.Primary, TimeSpan.FromSeconds(5)), (settings.Policy, settings.Patience));
    }

    [Theory]
    [InlineData("ledger-backups-eu", "is not REGION:BUCKET")]
    [InlineData("eu-west-1:ledger-backups-eu,", "replica 2 is not REGION:BUCKET")]
    [InlineData("eu-west-1:ledger-backups-eu:9000", "is not REGION:BUCKET")]
    [InlineData(":ledger-backups-eu", "has no region")]
    [InlineData("eu west:ledger-backups-eu", "has no region")]
    [InlineData("eu-west-1:Ledger", "has no bucket name")]
    [InlineData("eu-west-1:s3://ledger", "is not REGION:BUCKET")]
    [InlineData("eu-west-1:ledger-backups-eu@minio:9000", "no http:// or https:// address")]
    [InlineData("eu-west-1:ledger-backups-eu@https://minio?x=y", "a query")]
    [InlineData("eu-central-1:ledger-backups", "the bucket 'ledger-backups' a second time")]
    [InlineData("eu-west-1:ledger-backups", "the bucket 'ledger-backups' a second time")]
    [InlineData("eu-west-1:backups-b,eu-west-1:backups-b", "replica 2 is the bucket 'backups-b' a second time")]
    [InlineData("eu-west-1:backups-b@http://a:9000,eu-west-1:backups-b@http://a:9000/", "replica 2 is the bucket 'backups-b' a second time")]
    public void What_cannot_be_used_is_refused(string replicas, string said)
    {
        var problem = Refusal.Of(() => Read(replicas));
        Assert.StartsWith("S3_REPLICAS: replica ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_in_an_endpoint_are_refused_and_not_repeated()
    {
        var problem = Refusal.Of(() => Read("eu-west-1:ledger-backups-eu@https://user:hidden@minio:9000"));
        Assert.Contains("holds credentials", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bucket_name_at_two_stores_is_two_buckets() =>
        Assert.Equal(2, Read("eu-west-1:ledger-backups@http://a:9000,eu-west-1:ledger-backups@http://b:9000").Stores.Count);
}
