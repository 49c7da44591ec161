-- Fills the sample ledger with exactly current_setting('blnk.transactions') transactions, the same ones every time.
-- Set-based but for the hash chain, each of whose rows needs the one before.
--
-- Transactions come in tens: a queued one and its applied child, an inflight one and its commit, part commit or void,
-- open inflight, bulk children whose parent has no row, rejected, scheduled, and plain ones. The first twentieth is
-- older than the journal and the hash chain.
SET client_min_messages = warning;
SET jit = off;

CREATE FUNCTION pg_temp.scatter(seed text) RETURNS bigint IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('x' || substr(md5(seed), 1, 12))::bit(48)::bigint $$;

CREATE FUNCTION pg_temp.balance_name(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS
    $$ SELECT 'bln_' || md5('balance ' || n)::uuid $$;

CREATE FUNCTION pg_temp.currency_name(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS
    $$ SELECT (ARRAY['USD', 'EUR', 'NGN', 'GBP'])[1 + n % 4] $$;

CREATE TEMPORARY TABLE size AS
    SELECT n AS transactions, n / 20 AS old, greatest(5, n / 80) AS balances_per_currency
    FROM (SELECT current_setting('blnk.transactions')::bigint) AS wanted (n);

-- One row for each transaction to come. "origin" is the transaction whose source, destination and amount it shares.
CREATE TEMPORARY TABLE draft AS
    WITH numbered AS (
        SELECT i, (i - 1) % 10 AS place, (i - 1) / 10 AS ten
        FROM size, generate_series(1, transactions) AS i
    ), shaped AS (
        SELECT i, place, ten,
            CASE WHEN place IN (1, 4) THEN i - 1 ELSE i END AS origin,
            CASE
                WHEN place = 0 THEN 'QUEUED'
                WHEN place = 3 OR place = 5 AND ten % 5 = 0 THEN 'INFLIGHT'
                WHEN place = 4 AND ten % 3 = 2 THEN 'VOID'
                WHEN place = 7 AND ten % 4 = 0 THEN 'REJECTED'
                WHEN place = 8 AND ten % 7 = 0 THEN 'SCHEDULED'
                ELSE 'APPLIED'
            END AS status,
            place = 4 AND ten % 3 = 1 AS part_commit
        FROM numbered
    ), scattered AS (
        SELECT *, pg_temp.scatter('transaction ' || origin) AS h
        FROM shaped
    )
    SELECT i, place, ten, origin, status, h, h / 65536 % 4 AS currency,
        'txn_' || md5('transaction ' || i)::uuid AS transaction_id,
        -- Balance 0–3 are the four currencies' "world"; a plain transfer never has the same balance on both sides.
        CASE WHEN place IN (2, 9) THEN 0 ELSE 4 * (h % balances_per_currency) END + h / 65536 % 4 AS source,
        4 * ((h % balances_per_currency + 1 + h / 4096 % (balances_per_currency - 1)) % balances_per_currency) + h / 65536 % 4 AS destination,
        CASE WHEN part_commit THEN (100 + h % 2000000) / 2 ELSE 100 + h % 2000000 END AS minor_units,
        place = 9 AND ten % 50 = 7 AS imprecise,
        timestamp '2025-01-01 00:00:00' + i * interval '97.000031 seconds' + (h % 1000) * interval '1 millisecond' AS created_at
    FROM scattered, size;

-- "world" may not pay itself.
UPDATE draft SET destination = destination + 4 WHERE source = destination;

CREATE TEMPORARY TABLE finished AS
    SELECT i, transaction_id,
        CASE
            WHEN place IN (1, 4) THEN 'txn_' || md5('transaction ' || origin)::uuid
            WHEN place = 6 THEN 'bulk_' || md5('bulk ' || ten / 5)::uuid
        END AS parent_transaction,
        pg_temp.balance_name(source) AS source,
        pg_temp.balance_name(destination) AS destination,
        'ref_' || md5('reference ' || origin)::uuid || CASE WHEN place = 1 THEN '_q' WHEN place = 4 THEN '_settle' ELSE '' END AS reference,
        CASE h % 5
            WHEN 0 THEN 'Card payment, terminal ' || h % 9973
            WHEN 1 THEN 'Salary of employee ' || h % 4001
            WHEN 2 THEN 'Transfert à Zoë | "épargne" \ n° ' || h % 7919
            WHEN 3 THEN 'Invoice ' || h % 999983 || E'\nsecond line\tand a tab'
        END AS description,
        -- 12.5 and 12.50 are different texts, and so different hashes: some amounts keep a trailing zero.
        CASE WHEN imprecise THEN minor_units::numeric WHEN h % 3 = 0 THEN round(minor_units / 100.0, 2) ELSE trim_scale(minor_units / 100.0) END
            AS amount,
        CASE WHEN NOT imprecise THEN minor_units::numeric END AS precise_amount,
        CASE WHEN imprecise THEN 1 ELSE 100 END::bigint AS precision,
        pg_temp.currency_name(currency) AS currency,
        status,
        encode(sha256(convert_to('taken before the precision ' || i, 'UTF8')), 'hex') AS hash,
        created_at,
        CASE WHEN status = 'SCHEDULED' THEN created_at + interval '30 days' END AS scheduled_for,
        CASE WHEN h % 11 = 0 THEN date_trunc('day', created_at) END AS effective_date,
        jsonb_build_object(
            'channel', (ARRAY['card', 'bank', 'mobile', 'cash'])[1 + h % 4],
            'customer', 'cus_' || substr(md5('customer ' || h % 50021), 1, 20),
            'device', jsonb_build_object('ip', '10.' || h % 256 || '.' || h / 256 % 256 || '.7', 'os', 'android ' || h % 15),
            'session', md5('session ' || i)::uuid
        ) AS meta_data
    FROM draft;
ANALYZE finished;

-- The chain's rows in order, each with the hash of the one before (64 zeros before the first).
CREATE FUNCTION pg_temp.chained() RETURNS TABLE (i bigint, chain_seq bigint, chain_prev_hash text, chain_hash text) LANGUAGE plpgsql AS $$
DECLARE
    fields text;
BEGIN
    chain_seq := 0;
    chain_hash := repeat('0', 64);
    FOR i, fields IN
        SELECT f.i, concat_ws('|',
            f.transaction_id, f.source, f.destination, f.amount, coalesce(f.precise_amount::text, ''), f.currency, f.status, f.reference,
            rtrim(rtrim(to_char(f.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z')
        FROM finished AS f, size
        WHERE f.i > size.old
        ORDER BY f.i
    LOOP
        chain_seq := chain_seq + 1;
        chain_prev_hash := chain_hash;
        chain_hash := encode(sha256(convert_to(chain_prev_hash || '|' || fields, 'UTF8')), 'hex');
        RETURN NEXT;
    END LOOP;
END $$;

INSERT INTO blnk.transactions (
        transaction_id, parent_transaction, source, destination, reference, description, amount, precise_amount, precision, currency,
        status, hash, created_at, scheduled_for, effective_date, meta_data, chain_seq, chain_prev_hash, chain_hash)
    SELECT f.transaction_id, f.parent_transaction, f.source, f.destination, f.reference, f.description, f.amount, f.precise_amount,
        f.precision, f.currency, f.status, f.hash, f.created_at, f.scheduled_for, f.effective_date, f.meta_data,
        c.chain_seq, c.chain_prev_hash, c.chain_hash
    FROM finished AS f LEFT JOIN pg_temp.chained() AS c USING (i)
    ORDER BY f.i;
ANALYZE blnk.transactions;

-- What the trigger of blnk-rules.sql would have written: an INSERT for each, and an UPDATE where metadata came later.
INSERT INTO blnk.transaction_journal (transaction_id, action_type, client_addr, backend_pid, "timestamp", old_data, new_data)
    SELECT t.transaction_id, e.action_type, inet '172.18.0.5', 3000 + t.id % 40,
        t.created_at + e.delay, CASE WHEN e.action_type = 'UPDATE' THEN e.image - 'meta_data' || '{"meta_data": null}' END, e.image
    FROM size, blnk.transactions AS t,
        LATERAL (
            SELECT 'INSERT' AS action_type, interval '2 milliseconds' AS delay, to_jsonb(t) AS image
            UNION ALL
            SELECT 'UPDATE', interval '900 milliseconds', to_jsonb(t) WHERE t.id % 5 = 0
        ) AS e
    WHERE t.id > size.old
    ORDER BY t.id, e.delay;

INSERT INTO blnk.chain_state
    SELECT 'transactions', coalesce(max(chain_seq), 0),
        coalesce((array_agg(chain_hash ORDER BY chain_seq DESC) FILTER (WHERE chain_seq IS NOT NULL))[1], repeat('0', 64)),
        repeat('0', 64), timestamp '2025-01-01', timestamp '2025-01-01' + count(*) * interval '97 seconds'
    FROM blnk.transactions;

INSERT INTO blnk.ledgers (ledger_id, name, created_at, meta_data)
    SELECT 'ldg_' || md5('ledger ' || n)::uuid, CASE n WHEN 0 THEN 'General Ledger' ELSE 'Customers ' || n END,
        timestamp '2025-01-01', jsonb_build_object('region', n)
    FROM generate_series(0, 7) AS n;

INSERT INTO blnk.identity (
        identity_id, identity_type, organization_name, category, first_name, last_name, gender, dob, email_address, phone_number,
        nationality, street, country, state, post_code, city, created_at, meta_data)
    SELECT 'idt_' || md5('identity ' || n)::uuid, CASE WHEN n % 9 = 0 THEN 'organization' ELSE 'individual' END,
        CASE WHEN n % 9 = 0 THEN 'Company ' || n || ' & Söhne' END, CASE WHEN n % 9 = 0 THEN 'trade' END,
        (ARRAY['Ada', 'Chinedu', 'Zoë', 'José', 'Łucja', '美咲'])[1 + n % 6], 'Sample' || n, (ARRAY['female', 'male', NULL])[1 + n % 3],
        timestamp '1960-01-01' + n % 16000 * interval '1 day', 'person' || n || '@example.com', '+000' || lpad(n::text, 9, '0'),
        'NG', n || ' Example Street', 'NG', 'Lagos', lpad((n % 99999)::text, 5, '0'), 'Lagos', timestamp '2025-01-01', '{"kyc": "done"}'
    FROM size, generate_series(0, balances_per_currency * 2) AS n;

-- Every balance from its transactions: pools of applied money, and of inflight money less what was settled.
WITH settled AS (
    SELECT parent_transaction, sum(precise_amount) AS precise_amount
    FROM blnk.transactions
    WHERE status IN ('APPLIED', 'VOID') AND parent_transaction IS NOT NULL
    GROUP BY parent_transaction
), movement AS (
    SELECT source, destination, coalesce(precise_amount, amount) AS applied, 0 AS inflight
    FROM blnk.transactions WHERE status = 'APPLIED'
    UNION ALL
    SELECT t.source, t.destination, 0, t.precise_amount - coalesce(s.precise_amount, 0)
    FROM blnk.transactions AS t LEFT JOIN settled AS s ON s.parent_transaction = t.transaction_id
    WHERE t.status = 'INFLIGHT'
), pool AS (
    SELECT balance_id, sum(credit) AS credit, sum(debit) AS debit, sum(inflight_credit) AS inflight_credit, sum(inflight_debit) AS inflight_debit,
        count(*) AS movements
    FROM movement, LATERAL (VALUES (source, 0, applied, 0, inflight), (destination, applied, 0, inflight, 0))
        AS side (balance_id, credit, debit, inflight_credit, inflight_debit)
    GROUP BY balance_id
)
INSERT INTO blnk.balances (
        balance_id, indicator, balance, credit_balance, debit_balance, inflight_balance, inflight_credit_balance, inflight_debit_balance,
        currency, ledger_id, identity_id, version, track_fund_lineage, allocation_strategy, created_at, meta_data)
    SELECT pg_temp.balance_name(n), CASE WHEN n < 4 THEN '@World-' || pg_temp.currency_name(n) END,
        coalesce(credit - debit, 0), coalesce(credit, 0), coalesce(debit, 0),
        coalesce(inflight_credit - inflight_debit, 0), coalesce(inflight_credit, 0), coalesce(inflight_debit, 0),
        pg_temp.currency_name(n), 'ldg_' || md5('ledger ' || CASE WHEN n < 4 THEN 0 ELSE 1 + n % 7 END)::uuid,
        CASE WHEN n >= 4 THEN 'idt_' || md5('identity ' || n / 2)::uuid END, coalesce(movements, 0), n % 10 = 4,
        CASE WHEN n % 10 = 4 THEN 'FIFO' END, timestamp '2025-01-01', jsonb_build_object('account_type', (ARRAY['wallet', 'savings'])[1 + n % 2])
    FROM size, generate_series(0, balances_per_currency * 4 - 1) AS n
        LEFT JOIN pool ON pool.balance_id = pg_temp.balance_name(n)
    ORDER BY n;

INSERT INTO blnk.balance_snapshots (
        balance_id, ledger_id, currency, balance, credit_balance, debit_balance, inflight_balance, inflight_credit_balance,
        inflight_debit_balance, snapshot_time)
    SELECT balance_id, ledger_id, currency, balance, credit_balance, debit_balance, inflight_balance, inflight_credit_balance,
        inflight_debit_balance, timestamp '2026-01-01' + day * interval '1 day'
    FROM generate_series(0, 2) AS day, blnk.balances
    ORDER BY day, balances.id;

INSERT INTO blnk.accounts (account_id, name, number, bank_name, currency, ledger_id, identity_id, balance_id, created_at)
    SELECT 'acc_' || md5('account ' || id)::uuid, 'Account ' || id, lpad(id::text, 10, '0'), 'Example Bank', currency, ledger_id, identity_id,
        balance_id, created_at
    FROM blnk.balances WHERE id % 3 = 0 ORDER BY id;

INSERT INTO blnk.balance_monitors (monitor_id, balance_id, field, operator, value, precision, description, created_at)
    SELECT 'mon_' || md5('monitor ' || id)::uuid, balance_id, 'debit_balance', '>', 1000000, 100, 'large outflow', created_at
    FROM blnk.balances WHERE id % 50 = 0 ORDER BY id;

INSERT INTO blnk.api_keys
    SELECT 'api_' || md5('key ' || n)::uuid, encode(sha256(convert_to('key ' || n, 'UTF8')), 'hex'), 'key ' || n, 'owner ' || n % 3,
        ARRAY['transactions:read', 'balances:' || CASE WHEN n % 2 = 0 THEN '*' ELSE 'read' END], timestamptz '2030-01-01 00:00Z',
        timestamptz '2025-01-01 00:00Z', NULL, n % 5 = 0, CASE WHEN n % 5 = 0 THEN timestamptz '2025-06-01 00:00Z' END
    FROM generate_series(1, 12) AS n;

INSERT INTO blnk.external_transactions
    SELECT 'ext_' || md5('external ' || id)::uuid, 'upload_' || id % 3, amount, reference, currency, description, created_at, 'bank'
    FROM blnk.transactions WHERE id % 20 = 3 ORDER BY id;

INSERT INTO blnk.reconciliations (reconciliation_id, upload_id, status, matched_transactions, unmatched_transactions, started_at, completed_at)
    SELECT 'recon_' || n, 'upload_' || n, 'completed', n, 0, timestamp '2026-01-02', timestamp '2026-01-03'
    FROM generate_series(0, 2) AS n;

INSERT INTO blnk.reconciliation_progress SELECT reconciliation_id, 100, NULL FROM blnk.reconciliations ORDER BY id;

INSERT INTO blnk.matches
    SELECT 'ext_' || md5('external ' || id)::uuid, transaction_id, 'recon_' || id % 3, amount, created_at
    FROM blnk.transactions WHERE id % 40 = 3 ORDER BY id;

INSERT INTO blnk.unmatched
    SELECT 'ext_' || md5('external ' || id)::uuid, 'recon_' || id % 3, created_at
    FROM blnk.transactions WHERE id % 40 = 23 ORDER BY id;

INSERT INTO blnk.matching_rules (rule_id, name, criteria, created_at, updated_at)
    SELECT 'rule_' || n, 'rule ' || n, jsonb_build_array(jsonb_build_object('field', 'amount', 'operator', 'equals', 'drift', n)),
        timestamp '2025-01-01', timestamp '2025-01-01'
    FROM generate_series(1, 4) AS n;

INSERT INTO blnk.lineage_mappings (balance_id, provider, shadow_balance_id, aggregate_balance_id, identity_id, created_at)
    SELECT balance_id, 'provider ' || id % 4, 'shadow_' || balance_id, 'aggregate_' || balance_id, identity_id, created_at
    FROM blnk.balances WHERE track_fund_lineage ORDER BY id;

INSERT INTO blnk.lineage_outbox (
        transaction_id, source_balance_id, destination_balance_id, provider, lineage_type, payload, status, attempts, created_at, processed_at)
    SELECT transaction_id, source, destination, 'provider ' || id % 4, 'credit', jsonb_build_object('amount', amount),
        CASE WHEN id % 200 = 1 THEN 'pending' ELSE 'completed' END, 1, created_at,
        CASE WHEN id % 200 <> 1 THEN created_at + interval '3 seconds' END
    FROM blnk.transactions WHERE id % 50 = 1 ORDER BY id;

INSERT INTO blnk.gorp_migrations
    SELECT 1700000000 + n * 86400 || '.sql', timestamptz '2025-01-01 00:00Z' FROM generate_series(1, 40) AS n;

DROP TABLE finished, draft, size;
DROP FUNCTION pg_temp.chained, pg_temp.currency_name, pg_temp.balance_name, pg_temp.scatter;
