using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Restoring;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using BlnkBackup.Storage;
using Xunit.Abstractions;

namespace BlnkBackup.Scenarios;

/// <summary>Very many large objects: small pieces of one archive, and as many locks where they are restored in one transaction.</summary>
public sealed class ManyLargeObjectsScenarios(PostgresServers servers, ITestOutputHelper output) : IClassFixture<PostgresServers>
{
    private const int LargeObjects = 100_000;

    [Fact]
    public async Task A_hundred_thousand_large_objects_are_backed_up_and_restored_in_pieces()
    {
        await using var store = await EmbeddedStore.StartAsync();
        using var scenario = await Scenario.CreateAsync(await servers.NewestAsync(), store);
        await scenario.Postgres.ExecuteAsync(
            scenario.Database,
            $"SELECT lo_from_bytea(0, convert_to(repeat(md5(i::text), i % 5), 'UTF8')) FROM generate_series(1, {LargeObjects}) i");
        var before = await ContentDigest.OfAsync(scenario.ConnectionString);
        Assert.Equal(LargeObjects, before["large objects"]!.Rows);

        var receipt = await scenario.BackUpAsync();
        output.WriteLine($"{receipt.Entries.Count} entries, {receipt.RawBytes} bytes of them, {receipt.Bytes} stored, {receipt.Duration.TotalSeconds:F1} s");
        Assert.Equal(LargeObjects * 2L * 32, receipt.RawBytes);

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(scenario, new RestoreOptions()));
        output.WriteLine($"{refused.Message} {refused.Remedy}");
        Assert.Equal(FailureKind.RestoreFailed, refused.Kind);
        Assert.Contains("--in-pieces", refused.Remedy, StringComparison.Ordinal);

        var target = await RestoreAsync(scenario, new RestoreOptions(InPieces: true));
        Assert.Empty(before.DifferencesFrom(await ContentDigest.OfAsync(scenario.Postgres.ConnectionString(target))));
    }

    private static async Task<string> RestoreAsync(Scenario scenario, RestoreOptions options)
    {
        var target = $"restored_{Guid.NewGuid():N}";
        await scenario.Postgres.CreateDatabaseAsync(target);
        using var store = new BackupStore(scenario.Configuration.Store);
        await new RestoreRun(store, scenario.Programs).RunAsync(
            await store.FindAsync(BackupStore.Latest, CancellationToken.None),
            DatabaseTarget.FromUrl(scenario.Postgres.Url(target)),
            options,
            progress: null,
            CancellationToken.None);
        return target;
    }
}
