-- The tables of a Blnk-shaped sample ledger; written for this project from a description of the schema.
-- Order of use: blnk-tables.sql, blnk-rows.sql, blnk-rules.sql (keys, indexes and triggers come after the rows: faster).
CREATE SCHEMA blnk;

CREATE TABLE blnk.gorp_migrations (
    id text NOT NULL,
    applied_at timestamp with time zone
);

CREATE TABLE blnk.ledgers (
    id serial NOT NULL,
    ledger_id text NOT NULL,
    name text NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    meta_data jsonb
);

CREATE TABLE blnk.identity (
    id serial NOT NULL,
    identity_id text NOT NULL,
    identity_type text NOT NULL,
    organization_name text,
    category text,
    first_name text,
    last_name text,
    other_names text,
    gender text,
    dob timestamp,
    email_address text,
    phone_number text,
    nationality text,
    street text,
    country text,
    state text,
    post_code text,
    city text,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    meta_data jsonb
);

CREATE TABLE blnk.balances (
    id serial NOT NULL,
    balance_id text NOT NULL,
    indicator text,
    balance numeric NOT NULL DEFAULT 0,
    credit_balance numeric NOT NULL DEFAULT 0,
    debit_balance numeric NOT NULL DEFAULT 0,
    inflight_balance numeric NOT NULL DEFAULT 0,
    inflight_credit_balance numeric NOT NULL DEFAULT 0,
    inflight_debit_balance numeric NOT NULL DEFAULT 0,
    currency text NOT NULL,
    ledger_id text NOT NULL,
    identity_id text,
    version integer NOT NULL DEFAULT 0,
    track_fund_lineage boolean NOT NULL DEFAULT false,
    allocation_strategy text,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    meta_data jsonb
);

CREATE TABLE blnk.balance_snapshots (
    id bigserial NOT NULL,
    balance_id text NOT NULL,
    ledger_id text NOT NULL,
    currency text NOT NULL,
    balance numeric NOT NULL,
    credit_balance numeric NOT NULL,
    debit_balance numeric NOT NULL,
    inflight_balance numeric NOT NULL,
    inflight_credit_balance numeric NOT NULL,
    inflight_debit_balance numeric NOT NULL,
    snapshot_time timestamp NOT NULL,
    last_transaction_id text
);

CREATE TABLE blnk.accounts (
    id serial NOT NULL,
    account_id text NOT NULL,
    name text NOT NULL,
    number text NOT NULL,
    bank_name text,
    currency text NOT NULL,
    ledger_id text NOT NULL,
    identity_id text,
    balance_id text NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    meta_data jsonb
);

CREATE TABLE blnk.transactions (
    id serial NOT NULL,
    transaction_id text NOT NULL,
    parent_transaction text,
    source text NOT NULL,
    destination text NOT NULL,
    reference text NOT NULL,
    description text,
    amount numeric NOT NULL,
    precise_amount numeric,
    precision bigint NOT NULL DEFAULT 100,
    currency text NOT NULL,
    status text NOT NULL,
    hash text,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    scheduled_for timestamp,
    effective_date timestamp,
    meta_data jsonb,
    chain_seq bigint,
    chain_prev_hash character(64),
    chain_hash character(64)
);

CREATE TABLE blnk.transaction_journal (
    id bigserial NOT NULL,
    transaction_id text NOT NULL,
    action_type text NOT NULL,
    client_addr inet,
    backend_pid integer,
    "timestamp" timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    old_data jsonb,
    new_data jsonb,
    succeeded boolean NOT NULL DEFAULT true
);

CREATE TABLE blnk.chain_state (
    chain_key text NOT NULL,
    last_seq bigint NOT NULL,
    head_hash character(64) NOT NULL,
    genesis_hash character(64) NOT NULL,
    genesis_at timestamp NOT NULL,
    updated_at timestamp NOT NULL
);

CREATE TABLE blnk.balance_monitors (
    id serial NOT NULL,
    monitor_id text NOT NULL,
    balance_id text NOT NULL,
    field text NOT NULL,
    operator text NOT NULL,
    value numeric NOT NULL,
    precision numeric,
    description text,
    call_back_url text,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE blnk.api_keys (
    api_key_id text NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    owner_id text NOT NULL,
    scopes text[] NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    is_revoked boolean NOT NULL DEFAULT false,
    revoked_at timestamp with time zone
);

CREATE TABLE blnk.external_transactions (
    id text NOT NULL,
    upload_id text NOT NULL,
    amount numeric NOT NULL,
    reference text,
    currency text NOT NULL,
    description text,
    date timestamp NOT NULL,
    source text
);

CREATE TABLE blnk.reconciliations (
    id serial NOT NULL,
    reconciliation_id text NOT NULL,
    upload_id text NOT NULL,
    status text NOT NULL,
    matched_transactions integer NOT NULL DEFAULT 0,
    unmatched_transactions integer NOT NULL DEFAULT 0,
    started_at timestamp NOT NULL,
    completed_at timestamp
);

CREATE TABLE blnk.reconciliation_progress (
    reconciliation_id text NOT NULL,
    processed_count integer NOT NULL DEFAULT 0,
    last_processed_external_txn_id text
);

CREATE TABLE blnk.matches (
    external_transaction_id text NOT NULL,
    internal_transaction_id text NOT NULL,
    reconciliation_id text NOT NULL,
    amount numeric NOT NULL,
    date timestamp NOT NULL
);

CREATE TABLE blnk.unmatched (
    external_transaction_id text NOT NULL,
    reconciliation_id text NOT NULL,
    date timestamp NOT NULL
);

CREATE TABLE blnk.matching_rules (
    id serial NOT NULL,
    rule_id text NOT NULL,
    name text NOT NULL,
    description text,
    criteria jsonb NOT NULL,
    created_at timestamp NOT NULL,
    updated_at timestamp NOT NULL
);

CREATE TABLE blnk.lineage_mappings (
    id serial NOT NULL,
    balance_id text NOT NULL,
    provider text NOT NULL,
    shadow_balance_id text NOT NULL,
    aggregate_balance_id text NOT NULL,
    identity_id text,
    created_at timestamp NOT NULL
);

CREATE TABLE blnk.lineage_outbox (
    id bigserial NOT NULL,
    transaction_id text NOT NULL,
    source_balance_id text,
    destination_balance_id text,
    provider text,
    lineage_type text NOT NULL,
    payload jsonb NOT NULL,
    status text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamp NOT NULL,
    processed_at timestamp
);

COMMENT ON SCHEMA blnk IS 'A sample ledger for tests and demonstrations';
COMMENT ON COLUMN blnk.transactions.chain_hash IS 'hex sha256 over chain_prev_hash and the row''s fields, joined by |';
