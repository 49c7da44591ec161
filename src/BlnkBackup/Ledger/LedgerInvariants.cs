namespace BlnkBackup.Ledger;

/// <summary>The invariants of a Blnk ledger, as queries that need no index: a table is scanned at most a few times.</summary>
internal static class LedgerInvariants
{
    public static IReadOnlyList<LedgerInvariant> All { get; } =
    [
        new("I1", "Each balance is its credit less its debit, inflight too, and no pool is negative", """
            SELECT f.name, f.value::text
            FROM (
                SELECT count(*) AS balances, count(*) FILTER (
                    WHERE balance IS DISTINCT FROM credit_balance - debit_balance
                        OR inflight_balance IS DISTINCT FROM inflight_credit_balance - inflight_debit_balance
                        OR least(credit_balance, debit_balance, inflight_credit_balance, inflight_debit_balance) < 0) AS violations
                FROM blnk.balances) AS t,
                LATERAL (VALUES ('balances', balances), ('violations', violations)) AS f (name, value)
            """),
        new("I2", "The balances of each currency add up to 0, inflight too", """
            WITH t AS (
                SELECT currency, sum(balance) AS balance, sum(inflight_balance) AS inflight, sum(credit_balance) AS credit
                FROM blnk.balances GROUP BY currency)
            SELECT f.name || ' ' || coalesce(currency, ''), coalesce(f.value, 0)::text
            FROM t, LATERAL (VALUES ('balance', balance), ('inflight_balance', inflight), ('credit_balance', credit)) AS f (name, value)
            UNION ALL
            SELECT 'violations', (count(*) FILTER (WHERE balance <> 0 OR inflight <> 0))::text FROM t
            """),
        new("I3", "Each balance's credit and debit are the sums of its applied transactions", """
            WITH applied AS MATERIALIZED (
                SELECT source, destination, coalesce(precise_amount, amount) AS amount FROM blnk.transactions WHERE status = 'APPLIED'),
            side AS (
                SELECT balance_id, sum(credit) AS credit, sum(debit) AS debit
                FROM (SELECT destination, amount, 0 FROM applied UNION ALL SELECT source, 0, amount FROM applied) AS s (balance_id, credit, debit)
                GROUP BY balance_id),
            t AS (
                SELECT count(*) FILTER (
                    WHERE b.credit_balance <> coalesce(side.credit, 0) OR b.debit_balance <> coalesce(side.debit, 0)) AS violations
                FROM blnk.balances AS b LEFT JOIN side USING (balance_id))
            SELECT 'transactions', count(*)::text FROM applied
            UNION ALL SELECT 'amount', coalesce(sum(amount), 0)::text FROM applied
            UNION ALL SELECT 'violations', violations::text FROM t
            """),
        new("I4", "Each balance's inflight pools are the sums of its inflight transactions less what was applied or voided of them", """
            WITH settled AS (
                SELECT parent_transaction AS transaction_id, sum(precise_amount) AS amount
                FROM blnk.transactions WHERE status IN ('APPLIED', 'VOID') AND parent_transaction IS NOT NULL GROUP BY parent_transaction),
            inflight AS MATERIALIZED (
                SELECT t.source, t.destination, t.precise_amount - coalesce(settled.amount, 0) AS amount
                FROM blnk.transactions AS t LEFT JOIN settled USING (transaction_id) WHERE t.status = 'INFLIGHT'),
            side AS (
                SELECT balance_id, sum(credit) AS credit, sum(debit) AS debit
                FROM (SELECT destination, amount, 0 FROM inflight UNION ALL SELECT source, 0, amount FROM inflight) AS s (balance_id, credit, debit)
                GROUP BY balance_id),
            t AS (
                SELECT count(*) FILTER (
                    WHERE b.inflight_credit_balance <> coalesce(side.credit, 0) OR b.inflight_debit_balance <> coalesce(side.debit, 0)) AS violations
                FROM blnk.balances AS b LEFT JOIN side USING (balance_id))
            SELECT 'transactions', count(*)::text FROM inflight
            UNION ALL SELECT 'amount', coalesce(sum(amount), 0)::text FROM inflight
            UNION ALL SELECT 'violations', violations::text FROM t
            """),
        new("I5", "References are unique, and every source and destination exists", """
            SELECT f.name, f.value::text
            FROM (
                SELECT count(*) AS transactions, count(*) - count(DISTINCT reference) AS repeated,
                    count(*) FILTER (WHERE s.balance_id IS NULL) + count(*) FILTER (WHERE d.balance_id IS NULL) AS unknown
                FROM blnk.transactions AS t
                    LEFT JOIN (SELECT DISTINCT balance_id FROM blnk.balances) AS s ON s.balance_id = t.source
                    LEFT JOIN (SELECT DISTINCT balance_id FROM blnk.balances) AS d ON d.balance_id = t.destination) AS t,
                LATERAL (VALUES ('transactions', transactions), ('repeated_references', repeated), ('unknown_balances', unknown),
                    ('violations', repeated + unknown)) AS f (name, value)
            """),
        // concat takes NULL for an empty string, as the chain does.
        new("I6", "The hash chain is without a gap, every hash is that of its row, and the head is the last", """
            WITH link AS (
                SELECT count(*) AS transactions,
                    count(*) FILTER (WHERE chain_seq <> place OR chain_prev_hash IS DISTINCT FROM previous) AS links,
                    count(*) FILTER (WHERE chain_hash IS DISTINCT FROM encode(sha256(convert_to(fields, 'UTF8')), 'hex')) AS hashes
                FROM (
                    SELECT chain_seq, chain_prev_hash::text AS chain_prev_hash, chain_hash::text AS chain_hash,
                        row_number() OVER chain AS place, lag(chain_hash::text, 1, repeat('0', 64)) OVER chain AS previous,
                        concat(chain_prev_hash, '|', transaction_id, '|', source, '|', destination, '|', amount, '|', precise_amount, '|',
                            currency, '|', status, '|', reference, '|',
                            rtrim(rtrim(to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z') AS fields
                    FROM blnk.transactions WHERE chain_seq IS NOT NULL
                    WINDOW chain AS (ORDER BY chain_seq)) AS t),
            head AS (
                SELECT count(*) AS heads FROM blnk.chain_state AS s LEFT JOIN blnk.transactions AS t ON t.chain_seq = s.last_seq
                WHERE s.head_hash IS DISTINCT FROM CASE WHEN s.last_seq = 0 THEN s.genesis_hash ELSE t.chain_hash END)
            SELECT f.name, f.value::text
            FROM link, head, LATERAL (VALUES ('transactions', transactions), ('wrong_links', links), ('wrong_hashes', hashes),
                ('wrong_heads', heads), ('violations', links + hashes + heads)) AS f (name, value)
            """),
        new("I7", "Every transaction since the journal's start has its entry there, and none was deleted", """
            WITH journal AS (
                SELECT min("timestamp") AS start, count(*) AS entries, count(*) FILTER (WHERE action_type = 'DELETE') AS deletes
                FROM blnk.transaction_journal),
            t AS (
                SELECT count(*) AS transactions, count(*) FILTER (WHERE j.transaction_id IS NULL) AS missing
                FROM blnk.transactions AS t
                    LEFT JOIN (SELECT DISTINCT transaction_id FROM blnk.transaction_journal WHERE action_type = 'INSERT') AS j USING (transaction_id)
                WHERE t.created_at > (SELECT start FROM journal))
            SELECT f.name, f.value::text
            FROM t, journal, LATERAL (VALUES ('transactions', transactions), ('journal_entries', entries), ('without_entry', missing),
                ('deleted', deletes), ('violations', missing + deletes)) AS f (name, value)
            """),
    ];
}
