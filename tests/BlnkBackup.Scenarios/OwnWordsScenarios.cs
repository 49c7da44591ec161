using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;

namespace BlnkBackup.Scenarios;

/// <summary>What people get wrong is said in words of its own, with what to do, by the service and by the command line alike.</summary>
public sealed class OwnWordsScenarios(PostgresServers servers) : IClassFixture<PostgresServers>
{
    private static readonly Refusal Settings = new(FailureKind.ConfigurationInvalid, Status: 400, ExitCode: 3);
    private static readonly Refusal Credentials = new(FailureKind.CredentialsInvalid, Status: 400, ExitCode: 4);
    private static readonly Refusal Dump = new(FailureKind.DumpFailed, Status: 500, ExitCode: 6);

    [Fact]
    public Task A_wrong_password() => SaysAsync(
        Dump, (at, given) => given["DATABASE_URL"] = At(at, user: "postgres", password: "not-the-password"),
        "password authentication failed", "Check user and password in DATABASE_URL");

    [Fact]
    public Task An_unknown_host() => SaysAsync(
        Dump, (_, given) => given["DATABASE_URL"] = "postgres://postgres:secret-of-nobody@no-such-host.invalid:5432/ledger",
        "no-such-host.invalid:5432", "Check host, port");

    [Fact]
    public Task TLS_asked_of_a_server_that_has_none() => SaysAsync(
        Dump, (_, given) => given["DATABASE_URL"] += "?sslmode=require", "SSL", "sslmode");

    [Fact]
    public async Task TLS_not_given_to_a_server_that_asks_for_it()
    {
        await using var strict = await PostgresServer.StartAsync(PostgresInstallation.Of(PgClients.ServerMajors[^1]), new PostgresServerOptions { RequireTls = true });
        await SaysAsync(strict, Dump, (_, given) => given["DATABASE_URL"] += "?sslmode=disable", "no encryption", "sslmode=require");
    }

    [Fact]
    public async Task A_certificate_of_an_authority_that_is_not_trusted()
    {
        var installation = PostgresInstallation.Of(PgClients.ServerMajors[^1]);
        await using var one = await PostgresServer.StartAsync(installation, new PostgresServerOptions { Tls = true });
        await using var other = await PostgresServer.StartAsync(installation, new PostgresServerOptions { Tls = true });
        await SaysAsync(one, Dump, (_, given) => given["DATABASE_URL"] += $"?sslmode=verify-full&sslrootcert={other.CaFile}", "certificate", "sslrootcert");
    }

    [Fact]
    public async Task A_table_that_may_not_be_read()
    {
        var postgres = await servers.NewestAsync();
        var reader = $"reader_{Guid.NewGuid():N}";
        await postgres.ExecuteAsync("postgres", $"CREATE ROLE {reader} LOGIN PASSWORD 'reader'");
        await SaysAsync(
            Dump, (at, given) => given["DATABASE_URL"] = At(at, reader, "reader"), "permission denied for table hidden", "pg_read_all_data");
    }

    [Fact]
    public Task A_server_newer_than_every_pg_dump() => SaysAsync(
        Settings,
        (at, given) =>
        {
            var older = Directory.CreateDirectory(Path.Combine(at.FileFor("older"), "14")).FullName;
            File.CreateSymbolicLink(Path.Combine(older, "pg_dump"), "/bin/true");
            given["PG_BIN_DIR"] = Path.GetDirectoryName(older)!;
            given["PATH"] = Path.GetDirectoryName(Environment.ProcessPath)!;
        },
        "needs pg_dump 18 or newer; here are only 14", "PG_BIN_DIR");

    [Fact]
    public Task A_pg_dump_that_cannot_be_started() => SaysAsync(
        Settings,
        (at, given) =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(at.FileFor("broken"), $"{at.Postgres.Installation.Major}")).FullName;
            File.WriteAllText(Path.Combine(folder, "pg_dump"), "");
            given["PG_BIN_DIR"] = Path.GetDirectoryName(folder)!;
        },
        "Could not start", "PG_BIN_DIR");

    [Fact]
    public Task A_bucket_that_is_not_there() => SaysAsync(
        Settings, (_, given) => given["S3_BACKUP_BUCKET"] = "no-such-bucket", "NoSuchBucket", "no-such-bucket", "Create the bucket");

    [Fact]
    public Task A_wrong_region() => SaysAsync(
        Settings, (_, given) => given["AWS_REGION"] = "eu-west-1", "region", "Set AWS_REGION to the bucket's own region; it is now eu-west-1");

    [Fact]
    public Task An_unknown_key_id() => SaysAsync(
        Credentials, (_, given) => given["AWS_ACCESS_KEY_ID"] = "UNKNOWN", "InvalidAccessKeyId", "Check AWS_ACCESS_KEY_ID");

    [Fact]
    public Task A_wrong_secret() => SaysAsync(
        Credentials, (_, given) => given["AWS_SECRET_ACCESS_KEY"] = "not-the-secret", "SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY");

    [Fact]
    public Task A_right_to_write_that_is_missing() => SaysAsync(
        Credentials, FaultAction.AccessDenied, "AccessDenied", "Allow these credentials s3:PutObject");

    [Fact]
    public Task A_KMS_key_that_may_not_be_used() => SaysAsync(
        Settings, (_, given) => (given["S3_SSE"], given["S3_SSE_KMS_KEY_ID"]) = ("aws:kms", "denied-key"), "S3_SSE_KMS_KEY_ID", "kms:GenerateDataKey");

    [Fact]
    public Task A_clock_that_is_wrong() => SaysAsync(
        Settings, new FaultAction.Answer(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
        "RequestTimeTooSkewed", "Set this machine's clock");

    private Task SaysAsync(Refusal expected, FaultAction answer, params string[] said) =>
        SaysAsync(expected, (_, _) => { }, said, store => store.Faults.Add("CreateMultipartUpload", answer));

    private Task SaysAsync(Refusal expected, Action<Scenario, Dictionary<string, string>> change, params string[] said) => SaysAsync(expected, change, said, _ => { });

    private async Task SaysAsync(Refusal expected, Action<Scenario, Dictionary<string, string>> change, string[] said, Action<EmbeddedStore> arm) =>
        await SaysAsync(await servers.NewestAsync(), expected, change, said, arm);

    private static Task SaysAsync(PostgresServer postgres, Refusal expected, Action<Scenario, Dictionary<string, string>> change, params string[] said) =>
        SaysAsync(postgres, expected, change, said, _ => { });

    private static async Task SaysAsync(
        PostgresServer postgres, Refusal expected, Action<Scenario, Dictionary<string, string>> change, string[] said, Action<EmbeddedStore> arm)
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(postgres, store);
        await postgres.ExecuteAsync(scenario.Database, "CREATE TABLE hidden (a int)");
        var given = CommandLine.EnvironmentOf(scenario);
        change(scenario, given);
        arm(store);

        await using var service = await LocalService.StartAsync(given);
        var (status, body) = await service.BackUpAsync();
        var command = await CommandLine.RunAsync(given, "backup");

        Assert.Equal((expected.Status, expected.ExitCode), (status, command.ExitCode));
        Assert.Contains($"\"kind\":\"{expected.Kind}\"", body, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, command.Errors, StringComparison.Ordinal));
        Assert.All(said, words => Assert.Contains(words, System.Text.RegularExpressions.Regex.Unescape(body), StringComparison.Ordinal));
        Assert.All(
            new[] { "not-the-password", "secret-of-nobody", "not-the-secret", postgres.Password, store.SecretAccessKey },
            secret => Assert.DoesNotContain(secret, body + command.Errors + command.Output, StringComparison.Ordinal));
        await scenario.EnsureNothingLeftAsync();
    }

    private static string At(Scenario scenario, string user, string password) =>
        $"postgres://{user}:{password}@{scenario.Postgres.Host}:{scenario.Postgres.Port}/{scenario.Database}";

    private sealed record Refusal(FailureKind Kind, int Status, int ExitCode);
}
