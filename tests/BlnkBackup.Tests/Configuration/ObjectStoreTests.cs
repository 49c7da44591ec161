using BlnkBackup.Configuration;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class ObjectStoreTests
{
    static ObjectStore Read(string name, string value) => ObjectStore.Read(GivenVariables.Enough.With(name, value).Lookup);

    [Fact]
    public void Bucket_and_region_are_enough()
    {
        var store = ObjectStore.Read(new GivenVariables { ["S3_BACKUP_BUCKET"] = "ledger-backups", ["AWS_REGION"] = "eu-central-1" }.Lookup);
        Assert.Equal(new ObjectStore { Bucket = "ledger-backups", Region = "eu-central-1", Tags = store.Tags }, store);
        Assert.Equal(("", false), (store.Prefix, store.PathStyle));
        Assert.Empty(store.Tags);
        Assert.Equal("s3://ledger-backups/ in eu-central-1", store.ToString());
    }

    [Fact]
    public void Blnks_own_names_are_enough_too()
    {
        var store = ObjectStore.Read(new GivenVariables
        {
            ["BLNK_S3_BUCKET_NAME"] = "blnk-bucket",
            ["BLNK_S3_REGION"] = "us-west-2",
            ["BLNK_S3_ENDPOINT"] = "http://minio:9000",
            ["BLNK_AWS_ACCESS_KEY_ID"] = "id",
            ["BLNK_AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_SESSION_TOKEN"] = "of another pair",
        }.Lookup);
        Assert.Equal(("blnk-bucket", "us-west-2", new Uri("http://minio:9000")), (store.Bucket, store.Region, store.Endpoint));
        Assert.Equal(("id", "secret", null), (store.AccessKeyId, store.SecretAccessKey, store.SessionToken));
        Assert.True(store.PathStyle);
    }

    public static TheoryData<string, string[]> Precedence => new()
    {
        { "S3_BACKUP_BUCKET", ["BLNK_S3_BUCKET_NAME"] },
        { "AWS_REGION", ["AWS_DEFAULT_REGION", "BLNK_S3_REGION"] },
        { "S3_ENDPOINT", ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "BLNK_S3_ENDPOINT"] },
    };

    [Theory]
    [MemberData(nameof(Precedence))]
    public void A_name_yields_to_those_before_it(string documented, string[] fallbacks)
    {
        var given = GivenVariables.Enough.Without("S3_BACKUP_BUCKET").Without("AWS_REGION")
            .With("BLNK_S3_BUCKET_NAME", "some-bucket").With("BLNK_S3_REGION", "some-region");
        foreach (var name in fallbacks.Prepend(documented).Reverse())
        {
            var value = documented == "S3_ENDPOINT" ? $"http://{name.ToLowerInvariant().Replace('_', '-')}" : name.ToLowerInvariant().Replace('_', '-');
            var store = ObjectStore.Read(given.With(name, value).Lookup);
            var read = documented switch
            {
                "S3_BACKUP_BUCKET" => store.Bucket,
                "AWS_REGION" => store.Region,
                _ => store.Endpoint!.OriginalString,
            };
            Assert.Equal(value, read);
        }
        Assert.NotNull(ObjectStore.Read(given.With(documented, "").Lookup));
    }

    [Theory]
    [InlineData("path", "path/")]
    [InlineData("/a/b//", "a/b/")]
    [InlineData("/", "")]
    [InlineData(" a b/ ", "a b/")]
    public void A_prefix_ends_with_a_slash_and_begins_with_none(string given, string prefix) => Assert.Equal(prefix, Read("S3_BACKUP_PREFIX", given).Prefix);

    [Fact]
    public void An_endpoint_asks_for_path_style_and_no_region_unless_told()
    {
        var given = GivenVariables.Enough.Without("AWS_REGION").With("S3_ENDPOINT", "http://127.0.0.1:9000");
        var store = ObjectStore.Read(given.Lookup);
        Assert.Equal((true, "us-east-1"), (store.PathStyle, store.Region));
        Assert.Equal("s3://ledger-backups/ in us-east-1 at http://127.0.0.1:9000/", store.ToString());
        Assert.False(ObjectStore.Read(given.With("S3_PATH_STYLE", "false").Lookup).PathStyle);
        Assert.True(Read("S3_PATH_STYLE", "true").PathStyle);
    }

    [Fact]
    public void Credentials_come_whole_from_one_pair()
    {
        var given = GivenVariables.Enough.With("BLNK_AWS_ACCESS_KEY_ID", "b").With("BLNK_AWS_SECRET_ACCESS_KEY", "bs")
            .With("AWS_ACCESS_KEY_ID", "a").With("AWS_SECRET_ACCESS_KEY", "as").With("AWS_SESSION_TOKEN", "t\n");
        var store = ObjectStore.Read(given.Lookup);
        Assert.Equal(("a", "as", "t"), (store.AccessKeyId, store.SecretAccessKey, store.SessionToken));
        Assert.Contains("AWS_SECRET_ACCESS_KEY: is not set, but AWS_ACCESS_KEY_ID is",
            Refusal.Of(() => ObjectStore.Read(given.Without("AWS_SECRET_ACCESS_KEY").Lookup)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES256", ObjectEncryption.Aes256)]
    [InlineData("aws:kms", ObjectEncryption.Kms)]
    [InlineData("", ObjectEncryption.BucketDefault)]
    public void Encryption_is_one_of_three(string given, ObjectEncryption encryption) => Assert.Equal(encryption, Read("S3_SSE", given).Encryption);

    [Fact]
    public void A_KMS_key_goes_with_KMS() =>
        Assert.Equal("alias/ledger", ObjectStore.Read(GivenVariables.Enough.With("S3_SSE", "aws:kms").With("S3_SSE_KMS_KEY_ID", "alias/ledger").Lookup).KmsKeyId);

    [Theory]
    [InlineData("STANDARD")]
    [InlineData("STANDARD_IA")]
    [InlineData("ONEZONE_IA")]
    [InlineData("INTELLIGENT_TIERING")]
    [InlineData("GLACIER")]
    [InlineData("GLACIER_IR")]
    [InlineData("DEEP_ARCHIVE")]
    [InlineData("REDUCED_REDUNDANCY")]
    [InlineData("EXPRESS_ONEZONE")]
    public void S3s_storage_classes_are_known(string name) => Assert.Equal(name, Read("S3_STORAGE_CLASS", name).StorageClass);

    [Theory]
    [InlineData("team=ledger,env=prod", "team=ledger|env=prod")]
    [InlineData("team = ledger , env=a=b+c", "team=ledger|env=a=b+c")]
    [InlineData("team=ledger&env=a%2Cb%26c", null)]
    [InlineData("team=ledger&env=a+b%2Bc", "team=ledger|env=a b+c")]
    [InlineData("cost%20centre=42", "cost centre=42")]
    [InlineData("empty=", "empty=")]
    public void Tags_are_a_list_or_a_query(string given, string? tags)
    {
        if (tags is null)
            Assert.Contains("may hold only letters", Refusal.Of(() => Read("S3_TAGS", given)), StringComparison.Ordinal);
        else
            Assert.Equal(tags, string.Join('|', Read("S3_TAGS", given).Tags.Select(tag => $"{tag.Key}={tag.Value}")));
    }

    [Theory]
    [InlineData("GOVERNANCE", ObjectLockKind.Governance)]
    [InlineData("COMPLIANCE", ObjectLockKind.Compliance)]
    public void A_lock_has_a_mode_and_days(string mode, ObjectLockKind kind) => Assert.Equal(
        new ObjectLock(kind, 35),
        ObjectStore.Read(GivenVariables.Enough.With("S3_OBJECT_LOCK_MODE", mode).With("S3_OBJECT_LOCK_DAYS", "35").Lookup).ObjectLock);

    [Theory]
    [InlineData("ab", "3 to 63 characters")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg", "3 to 63 characters")]
    [InlineData("Ledger", "lower-case")]
    [InlineData("under_score", "lower-case")]
    [InlineData("s3://bucket/path", "no s3://")]
    [InlineData("-ledger", "begin and end")]
    [InlineData("ledger.", "begin and end")]
    [InlineData("led..ger", "two dots")]
    [InlineData("192.168.5.4", "IP address")]
    [InlineData("xn--ledger", "for itself")]
    [InlineData("sthree-ledger", "for itself")]
    public void A_bucket_follows_S3s_rules(string bucket, string said)
    {
        var problem = Refusal.Of(() => Read("S3_BACKUP_BUCKET", bucket));
        Assert.StartsWith($"S3_BACKUP_BUCKET: '{bucket}' is no bucket name", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("my.ledger-backups.2026")]
    [InlineData("ledger--use1-az4--x-s3")]
    public void Such_a_bucket_is_right(string bucket) => Assert.Equal(bucket, Read("S3_BACKUP_BUCKET", bucket).Bucket);

    [Theory]
    [InlineData("AWS_REGION", "eu central", "'eu central' is no region")]
    [InlineData("S3_ENDPOINT", "localhost:9000", "is no http:// or https:// address")]
    [InlineData("S3_ENDPOINT", "ftp://h", "is no http:// or https:// address")]
    [InlineData("S3_ENDPOINT", "nowhere", "is no http:// or https:// address")]
    [InlineData("S3_ENDPOINT", "http://u:p@h", "holds credentials")]
    [InlineData("S3_ENDPOINT", "http://h/?a=b", "holds a query or a fragment")]
    [InlineData("BLNK_S3_ENDPOINT", "nowhere", "is no http:// or https:// address")]
    [InlineData("S3_PATH_STYLE", "yes", "'yes' is not one of true, false")]
    [InlineData("S3_STORAGE_CLASS", "FROZEN", "'FROZEN' is not one of STANDARD, ")]
    [InlineData("S3_SSE", "aes", "'aes' is not one of AES256, aws:kms")]
    [InlineData("S3_SSE_KMS_KEY_ID", "k", "S3_SSE is not aws:kms")]
    [InlineData("S3_BACKUP_PREFIX", "a//b", "an empty, '.' or '..' segment")]
    [InlineData("S3_BACKUP_PREFIX", "a/../b", "an empty, '.' or '..' segment")]
    [InlineData("S3_BACKUP_PREFIX", "a\tb", "a control character")]
    [InlineData("S3_TAGS", "team", "no '=' in tag 1")]
    [InlineData("S3_TAGS", "a=1,", "no '=' in tag 2")]
    [InlineData("S3_TAGS", "a=1,a=2", "the key 'a' twice")]
    [InlineData("S3_TAGS", "=1", "a key of 0 characters")]
    [InlineData("S3_TAGS", "aws:x=1", "AWS keeps for itself")]
    [InlineData("S3_TAGS", "a=<b>", "may hold only letters")]
    [InlineData("S3_TAGS", "a=%zz", "two hexadecimal digits")]
    [InlineData("S3_TAGS", "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,j=1,k=1", "holds 11 tags; S3 allows 10")]
    [InlineData("AWS_ACCESS_KEY_ID", "x", "AWS_SECRET_ACCESS_KEY: is not set, but AWS_ACCESS_KEY_ID is")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "x", "AWS_ACCESS_KEY_ID: is not set, but AWS_SECRET_ACCESS_KEY is")]
    [InlineData("BLNK_AWS_ACCESS_KEY_ID", "x", "BLNK_AWS_SECRET_ACCESS_KEY: is not set, but BLNK_AWS_ACCESS_KEY_ID is")]
    [InlineData("BLNK_AWS_SECRET_ACCESS_KEY", "x", "BLNK_AWS_ACCESS_KEY_ID: is not set, but BLNK_AWS_SECRET_ACCESS_KEY is")]
    [InlineData("S3_OBJECT_LOCK_MODE", "GOVERNANCE", "S3_OBJECT_LOCK_DAYS: is not set, but S3_OBJECT_LOCK_MODE is")]
    [InlineData("S3_OBJECT_LOCK_DAYS", "1", "S3_OBJECT_LOCK_MODE: is not set, but S3_OBJECT_LOCK_DAYS is")]
    public void What_cannot_be_used_is_refused_and_said(string name, string value, string said)
    {
        var problem = Refusal.Of(() => Read(name, value));
        if (!said.Contains(": is not set", StringComparison.Ordinal)) Assert.StartsWith(name + ": ", problem, StringComparison.Ordinal);
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, 256, null)]
    [InlineData(129, 0, "a key of 129 characters")]
    [InlineData(1, 257, "a value of 257 characters")]
    public void Tags_keep_S3s_limits(int keyLength, int valueLength, string? said)
    {
        var tag = new string('k', keyLength) + '=' + new string('v', valueLength);
        if (said is null)
            Assert.Single(Read("S3_TAGS", tag).Tags);
        else
            Assert.Contains(said, Refusal.Of(() => Read("S3_TAGS", tag)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GOVERNANCE", "0")]
    [InlineData("GOVERNANCE", "-1")]
    [InlineData("GOVERNANCE", "36501")]
    [InlineData("GOVERNANCE", "soon")]
    [InlineData("governance", "7")]
    public void A_wrong_lock_is_one_problem(string mode, string days) =>
        Refusal.Of(() => ObjectStore.Read(GivenVariables.Enough.With("S3_OBJECT_LOCK_MODE", mode).With("S3_OBJECT_LOCK_DAYS", days).Lookup));

    [Fact]
    public void A_prefix_leaves_room_for_the_backups_name() =>
        Assert.Contains("longer than 900 bytes", Refusal.Of(() => Read("S3_BACKUP_PREFIX", new string('é', 451))), StringComparison.Ordinal);

    [Fact]
    public void Nothing_set_is_two_problems_and_a_wrong_endpoint_does_not_hide_behind_a_region()
    {
        Assert.Equal(["AWS_REGION", "S3_BACKUP_BUCKET"],
            Refusal.AllOf(() => ObjectStore.Read(new GivenVariables().Lookup)).Select(problem => problem.Split(':')[0]).Order());
        Assert.StartsWith("S3_ENDPOINT: ",
            Refusal.Of(() => ObjectStore.Read(GivenVariables.Enough.Without("AWS_REGION").With("S3_ENDPOINT", "x").Lookup)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_beside_an_unknown_encryption_is_not_a_second_problem() =>
        Refusal.Of(() => ObjectStore.Read(GivenVariables.Enough.With("S3_SSE", "kms").With("S3_SSE_KMS_KEY_ID", "k").Lookup));
}
