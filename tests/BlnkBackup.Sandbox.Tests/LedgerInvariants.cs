namespace BlnkBackup.Sandbox.Tests;

/// <summary>The ledger's invariants, each as a query that counts its violations.</summary>
static class LedgerInvariants
{
    public static readonly IReadOnlyDictionary<string, string> Violations = new Dictionary<string, string>
    {
        ["I1"] = """
            SELECT count(*) FROM blnk.balances
            WHERE balance <> credit_balance - debit_balance OR inflight_balance <> inflight_credit_balance - inflight_debit_balance
                OR least(credit_balance, debit_balance, inflight_credit_balance, inflight_debit_balance) < 0
            """,
        ["I2"] = """
            SELECT count(*) FROM (
                SELECT FROM blnk.balances GROUP BY currency HAVING sum(balance) <> 0 OR sum(inflight_balance) <> 0) AS unbalanced
            """,
        ["I3"] = """
            WITH side AS (
                SELECT destination AS balance_id, coalesce(precise_amount, amount) AS credit, 0 AS debit FROM blnk.transactions WHERE status = 'APPLIED'
                UNION ALL
                SELECT source, 0, coalesce(precise_amount, amount) FROM blnk.transactions WHERE status = 'APPLIED')
            SELECT count(*) FROM (
                SELECT FROM blnk.balances AS b LEFT JOIN side USING (balance_id) GROUP BY b.id, b.credit_balance, b.debit_balance
                HAVING b.credit_balance <> coalesce(sum(credit), 0) OR b.debit_balance <> coalesce(sum(debit), 0)) AS wrong
            """,
        ["I4"] = """
            WITH open AS (
                SELECT t.source, t.destination, t.precise_amount - coalesce(sum(child.precise_amount), 0) AS amount
                FROM blnk.transactions AS t
                    LEFT JOIN blnk.transactions AS child ON child.parent_transaction = t.transaction_id AND child.status IN ('APPLIED', 'VOID')
                WHERE t.status = 'INFLIGHT' GROUP BY t.id, t.source, t.destination, t.precise_amount),
            side AS (
                SELECT destination AS balance_id, amount AS credit, 0 AS debit FROM open UNION ALL SELECT source, 0, amount FROM open)
            SELECT count(*) FROM (
                SELECT FROM blnk.balances AS b LEFT JOIN side USING (balance_id)
                GROUP BY b.id, b.inflight_credit_balance, b.inflight_debit_balance
                HAVING b.inflight_credit_balance <> coalesce(sum(credit), 0) OR b.inflight_debit_balance <> coalesce(sum(debit), 0)) AS wrong
            """,
        ["I5"] = """
            SELECT (SELECT count(*) - count(DISTINCT reference) FROM blnk.transactions)
                + (SELECT count(*) FROM blnk.transactions WHERE source NOT IN (SELECT balance_id FROM blnk.balances)
                    OR destination NOT IN (SELECT balance_id FROM blnk.balances))
            """,
        ["I6, links"] = """
            SELECT count(*) FROM (
                SELECT chain_seq, chain_prev_hash, row_number() OVER (ORDER BY chain_seq) AS place,
                    lag(chain_hash::text, 1, repeat('0', 64)) OVER (ORDER BY chain_seq) AS previous
                FROM blnk.transactions WHERE chain_seq IS NOT NULL) AS link
            WHERE chain_seq <> place OR chain_prev_hash <> previous
            """,
        ["I6, hashes"] = """
            SELECT count(*) FROM blnk.transactions AS t
            WHERE chain_seq IS NOT NULL AND chain_hash <> encode(sha256(convert_to(blnk.chain_text(t), 'UTF8')), 'hex')
            """,
        ["I6, head"] = """
            SELECT count(*) FROM blnk.chain_state AS s
            WHERE head_hash IS DISTINCT FROM (SELECT chain_hash FROM blnk.transactions WHERE chain_seq = s.last_seq)
            """,
        ["I7"] = """
            SELECT (SELECT count(*) FROM blnk.transactions AS t
                WHERE created_at > (SELECT min("timestamp") FROM blnk.transaction_journal)
                    AND NOT EXISTS (SELECT FROM blnk.transaction_journal AS j WHERE j.transaction_id = t.transaction_id AND action_type = 'INSERT'))
                + (SELECT count(*) FROM blnk.transaction_journal WHERE action_type = 'DELETE')
            """,
    };
}
