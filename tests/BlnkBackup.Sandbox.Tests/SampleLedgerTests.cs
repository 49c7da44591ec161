namespace BlnkBackup.Sandbox.Tests;

public sealed class SampleLedgerTests
{
    public static TheoryData<int> Majors => [.. PostgresInstallation.All().Select(installation => installation.Major)];

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task Every_invariant_holds(int major)
    {
        await using var postgres = await StartAsync(major, transactions: 2_003);

        foreach (var (invariant, query) in LedgerInvariants.Violations)
            Assert.Equal((invariant, 0), (invariant, await postgres.ScalarAsync<long>("ledger", query)));
        Assert.Equal(2_003, await postgres.ScalarAsync<long>("ledger", "SELECT count(*) FROM blnk.transactions"));
    }

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task Its_shape_is_as_documented(int major)
    {
        await using var postgres = await StartAsync(major, transactions: 0);

        // Eighteen of the ledger's own, and the migration tool's.
        Assert.Equal(19, await postgres.ScalarAsync<long>("ledger", "SELECT count(*) FROM pg_tables WHERE schemaname = 'blnk'"));
        Assert.Equal(7, await postgres.ScalarAsync<long>("ledger", "SELECT count(*) FROM pg_proc WHERE pronamespace = 'blnk'::regnamespace"));
        Assert.Equal(8, await postgres.ScalarAsync<long>("ledger", "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"));
        Assert.Equal(23, await postgres.ScalarAsync<long>("ledger", "SELECT count(*) FROM pg_indexes WHERE tablename = 'transactions'"));
    }

    [Fact]
    public async Task The_same_size_gives_the_same_content()
    {
        await using var first = await StartAsync(PostgresInstallation.Newest.Major, transactions: 500);
        await using var second = await StartAsync(PostgresInstallation.Newest.Major, transactions: 500);

        Assert.Equal(await ContentDigest.OfAsync(first.ConnectionString("ledger")), await ContentDigest.OfAsync(second.ConnectionString("ledger")));
    }

    static async Task<PostgresServer> StartAsync(int major, int transactions)
    {
        var postgres = await PostgresServer.StartAsync(PostgresInstallation.Of(major));
        await postgres.CreateDatabaseAsync("ledger");
        await SampleLedger.CreateAsync(postgres.ConnectionString("ledger"), transactions);
        return postgres;
    }
}
