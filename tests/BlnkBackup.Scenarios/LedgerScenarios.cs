using BlnkBackup.Ledger;
using BlnkBackup.Sandbox;
using BlnkBackup.Scenarios.Support;
using Npgsql;

namespace BlnkBackup.Scenarios;

/// <summary>The ledger's invariants, each broken once on purpose, and what keeps them from being read.</summary>
public sealed class LedgerScenarios(PostgresServers servers) : IClassFixture<PostgresServers>, IAsyncLifetime, IDisposable
{
    private const string Unchained = "chain_seq IS NULL ORDER BY id LIMIT 1)";

    private readonly string database = $"ledger_{Guid.NewGuid():N}";
    private NpgsqlConnection connection = null!;

    public static TheoryData<string, string> Breakages => new()
    {
        { "I1 I3", "UPDATE blnk.balances SET credit_balance = credit_balance + 1 WHERE id = 1" },
        { "I1", "UPDATE blnk.balances SET inflight_balance = inflight_balance + 1 WHERE id = 1; UPDATE blnk.balances SET inflight_balance = inflight_balance - 1 WHERE id = 5" },
        { "I2 I3", "UPDATE blnk.balances SET credit_balance = credit_balance + 1, balance = balance + 1 WHERE id = 1" },
        { "I3", $"UPDATE blnk.transactions SET precise_amount = precise_amount + 1 WHERE id = (SELECT id FROM blnk.transactions WHERE status = 'APPLIED' AND source LIKE 'bln%' AND parent_transaction IS NULL AND precise_amount IS NOT NULL AND {Unchained}" },
        { "I4", $"UPDATE blnk.transactions SET precise_amount = precise_amount + 1 WHERE id = (SELECT id FROM blnk.transactions WHERE status = 'INFLIGHT' AND {Unchained}" },
        { "I5", $"UPDATE blnk.transactions SET source = 'nowhere' WHERE id = (SELECT id FROM blnk.transactions WHERE status = 'QUEUED' AND {Unchained}" },
        { "I5", "ALTER TABLE blnk.transactions DROP CONSTRAINT transactions_reference_key; UPDATE blnk.transactions SET reference = (SELECT reference FROM blnk.transactions WHERE id = 1) WHERE id = 2" },
        { "I6", "UPDATE blnk.transactions SET chain_prev_hash = repeat('1', 64) WHERE chain_seq = 7" },
        { "I6", "UPDATE blnk.transactions SET chain_seq = chain_seq + 1 WHERE chain_seq = (SELECT max(chain_seq) FROM blnk.transactions)" },
        { "I6", "UPDATE blnk.transactions SET currency = 'XXX' WHERE chain_seq = 7" },
        { "I6", "UPDATE blnk.chain_state SET head_hash = repeat('1', 64)" },
        { "I7", "DELETE FROM blnk.transaction_journal WHERE action_type = 'INSERT' AND id = (SELECT max(id) FROM blnk.transaction_journal WHERE action_type = 'INSERT')" },
        { "I7", "INSERT INTO blnk.transaction_journal (transaction_id, action_type) VALUES ('gone', 'DELETE')" },
    };

    [Fact]
    public async Task In_a_sound_ledger_every_invariant_holds_and_has_its_figures()
    {
        var facts = await ReadAsync();
        Assert.All(facts, fact => Assert.True(fact.Holds, $"{fact.Id}: {fact.Skipped} {string.Join(", ", fact.Figures)}"));
        Assert.Equal(["I1", "I2", "I3", "I4", "I5", "I6", "I7"], facts.Select(fact => fact.Id));
        Assert.Equal("2000", facts[4].Figures["transactions"]);
        Assert.Equal("1900", facts[5].Figures["transactions"]);
        Assert.Equal("0", facts[1].Figures["balance USD"]);
        var applied = await ScalarAsync<decimal>("SELECT sum(coalesce(precise_amount, amount)) FROM blnk.transactions WHERE status = 'APPLIED'");
        Assert.Equal(applied, decimal.Parse(facts[2].Figures["amount"]));
    }

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task What_is_broken_is_found_and_nothing_else(string broken, string how)
    {
        var changed = await ExecuteAsync($"SET LOCAL session_replication_role = replica; {how}");
        Assert.True(changed > 0, "Nothing was broken.");
        Assert.Equal(broken.Split(' '), (await ReadAsync()).Where(fact => fact.Holds != true).Select(fact => fact.Id));
    }

    [Fact]
    public async Task What_cannot_be_read_is_skipped_with_its_reason_and_the_others_are_read()
    {
        await ExecuteAsync("DROP TABLE blnk.chain_state; ALTER TABLE blnk.transaction_journal RENAME action_type TO action");
        var facts = await ReadAsync();
        Assert.Equal(["I6", "I7"], facts.Where(fact => fact.Holds is null).Select(fact => fact.Id));
        Assert.Equal("relation \"blnk.chain_state\" does not exist", facts[5].Skipped);
        Assert.Equal("column \"action_type\" does not exist", facts[6].Skipped);
        Assert.All(facts.Take(5), fact => Assert.True(fact.Holds));
    }

    [Fact]
    public async Task What_may_not_be_read_is_skipped()
    {
        await ExecuteAsync("CREATE ROLE stranger; SET LOCAL ROLE stranger");
        Assert.All(await ReadAsync(), fact => Assert.Equal("permission denied for schema blnk", fact.Skipped));
    }

    [Fact]
    public async Task Rows_that_a_policy_hides_are_not_taken_for_all_rows()
    {
        await ExecuteAsync("""
            CREATE ROLE half; GRANT USAGE ON SCHEMA blnk TO half; GRANT SELECT ON ALL TABLES IN SCHEMA blnk TO half;
            ALTER TABLE blnk.transactions ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON blnk.transactions USING (id < 10); SET LOCAL ROLE half
            """);
        Assert.Equal(["I1", "I2"], (await ReadAsync()).Where(fact => fact.Holds is not null).Select(fact => fact.Id));
    }

    [Fact]
    public async Task A_table_that_is_about_to_be_changed_is_not_waited_for()
    {
        await using var other = new NpgsqlConnection((await servers.NewestAsync()).ConnectionString(database));
        await other.OpenAsync();
        await using var lockTable = new NpgsqlCommand("BEGIN; LOCK TABLE blnk.chain_state", other);
        await lockTable.ExecuteNonQueryAsync();
        Assert.Equal("another session was about to change a table of it", Assert.Single(await ReadAsync(), fact => fact.Holds is null).Skipped);
    }

    [Fact]
    public async Task No_lock_and_no_setting_is_left_and_the_transaction_goes_on()
    {
        await ReadAsync();
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'blnk.balances'::regclass"));
        Assert.Equal("4MB", await ScalarAsync<string>("SELECT current_setting('work_mem')"));
    }

    [Fact]
    public async Task What_is_cancelled_is_skipped()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.All(await LedgerFacts.ReadAsync(connection, cancelled.Token), fact => Assert.Equal("it was not read in the time that was left", fact.Skipped));
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_a_reason_and_no_fault()
    {
        var postgres = await servers.NewestAsync();
        await postgres.ExecuteAsync("postgres", $"SELECT pg_terminate_backend({connection.ProcessID})");
        Assert.All(await ReadAsync(), fact => Assert.NotNull(fact.Skipped));
    }

    public async Task InitializeAsync()
    {
        var postgres = await servers.NewestAsync();
        await postgres.CreateDatabaseAsync(database);
        await SampleLedger.CreateAsync(postgres.ConnectionString(database), transactions: 2_000);
        connection = new NpgsqlConnection(postgres.ConnectionString(database));
        await connection.OpenAsync();
        await ExecuteAsync("BEGIN");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => connection.Dispose();

    private Task<IReadOnlyList<LedgerFact>> ReadAsync() => LedgerFacts.ReadAsync(connection, CancellationToken.None);

    private async Task<int> ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
