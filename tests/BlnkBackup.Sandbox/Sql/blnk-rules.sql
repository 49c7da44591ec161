-- Keys, indexes (23 on transactions), 7 functions and 8 triggers of the sample ledger: what pg_dump calls post-data.
ALTER TABLE blnk.gorp_migrations ADD PRIMARY KEY (id);
ALTER TABLE blnk.ledgers ADD PRIMARY KEY (id), ADD UNIQUE (ledger_id);
ALTER TABLE blnk.identity ADD PRIMARY KEY (id), ADD UNIQUE (identity_id);
ALTER TABLE blnk.balances ADD PRIMARY KEY (id), ADD UNIQUE (balance_id),
    ADD FOREIGN KEY (ledger_id) REFERENCES blnk.ledgers (ledger_id),
    ADD FOREIGN KEY (identity_id) REFERENCES blnk.identity (identity_id);
ALTER TABLE blnk.balance_snapshots ADD PRIMARY KEY (id);
ALTER TABLE blnk.accounts ADD PRIMARY KEY (id), ADD UNIQUE (account_id), ADD UNIQUE (number),
    ADD FOREIGN KEY (balance_id) REFERENCES blnk.balances (balance_id);
ALTER TABLE blnk.transactions ADD PRIMARY KEY (id), ADD UNIQUE (transaction_id), ADD UNIQUE (reference);
ALTER TABLE blnk.transaction_journal ADD PRIMARY KEY (id);
ALTER TABLE blnk.chain_state ADD PRIMARY KEY (chain_key);
ALTER TABLE blnk.balance_monitors ADD PRIMARY KEY (id), ADD FOREIGN KEY (balance_id) REFERENCES blnk.balances (balance_id);
ALTER TABLE blnk.api_keys ADD PRIMARY KEY (api_key_id), ADD UNIQUE (key);
ALTER TABLE blnk.external_transactions ADD PRIMARY KEY (id);
ALTER TABLE blnk.reconciliations ADD PRIMARY KEY (id), ADD UNIQUE (reconciliation_id);
ALTER TABLE blnk.reconciliation_progress ADD PRIMARY KEY (reconciliation_id);
ALTER TABLE blnk.matches ADD PRIMARY KEY (external_transaction_id, internal_transaction_id);
ALTER TABLE blnk.unmatched ADD PRIMARY KEY (external_transaction_id, reconciliation_id);
ALTER TABLE blnk.matching_rules ADD PRIMARY KEY (id), ADD UNIQUE (rule_id);
ALTER TABLE blnk.lineage_mappings ADD PRIMARY KEY (id);
ALTER TABLE blnk.lineage_outbox ADD PRIMARY KEY (id);

CREATE INDEX transactions_source ON blnk.transactions (source);
CREATE INDEX transactions_destination ON blnk.transactions (destination);
CREATE INDEX transactions_parent ON blnk.transactions (parent_transaction) WHERE parent_transaction IS NOT NULL;
CREATE INDEX transactions_status ON blnk.transactions (status);
CREATE INDEX transactions_currency ON blnk.transactions (currency);
CREATE INDEX transactions_created_at ON blnk.transactions (created_at DESC);
CREATE INDEX transactions_effective_date ON blnk.transactions (effective_date) WHERE effective_date IS NOT NULL;
CREATE INDEX transactions_scheduled_for ON blnk.transactions (scheduled_for) WHERE status = 'SCHEDULED';
CREATE INDEX transactions_hash ON blnk.transactions USING hash (hash);
CREATE INDEX transactions_amount ON blnk.transactions (amount);
CREATE INDEX transactions_source_created ON blnk.transactions (source, created_at);
CREATE INDEX transactions_destination_created ON blnk.transactions (destination, created_at);
CREATE INDEX transactions_source_status ON blnk.transactions (source, status);
CREATE INDEX transactions_destination_status ON blnk.transactions (destination, status);
CREATE INDEX transactions_currency_created ON blnk.transactions (currency, created_at);
CREATE INDEX transactions_queued ON blnk.transactions (created_at) WHERE status = 'QUEUED';
CREATE INDEX transactions_inflight ON blnk.transactions (created_at) WHERE status = 'INFLIGHT';
CREATE INDEX transactions_channel ON blnk.transactions ((meta_data ->> 'channel'));
CREATE INDEX transactions_day ON blnk.transactions USING brin (created_at);
CREATE UNIQUE INDEX transactions_chain ON blnk.transactions (chain_seq) WHERE chain_seq IS NOT NULL;
CREATE INDEX journal_transaction ON blnk.transaction_journal (transaction_id);
CREATE INDEX journal_timestamp ON blnk.transaction_journal ("timestamp");
CREATE INDEX balances_ledger ON blnk.balances (ledger_id);
CREATE UNIQUE INDEX balances_indicator ON blnk.balances (indicator, currency) WHERE indicator IS NOT NULL;
CREATE INDEX snapshots_balance_time ON blnk.balance_snapshots (balance_id, snapshot_time);
CREATE INDEX outbox_pending ON blnk.lineage_outbox (created_at) WHERE status = 'pending';

CREATE FUNCTION blnk.journal_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO blnk.transaction_journal (transaction_id, action_type, client_addr, backend_pid, old_data, new_data)
    VALUES (
        CASE TG_OP WHEN 'DELETE' THEN OLD.transaction_id ELSE NEW.transaction_id END, TG_OP, inet_client_addr(), pg_backend_pid(),
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END $$;

CREATE FUNCTION blnk.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the ledger only grows', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION blnk.guard_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.source, NEW.destination, NEW.amount, NEW.precise_amount, NEW.currency, NEW.reference, NEW.chain_seq, NEW.chain_hash)
        IS DISTINCT FROM (OLD.source, OLD.destination, OLD.amount, OLD.precise_amount, OLD.currency, OLD.reference, OLD.chain_seq, OLD.chain_hash)
    THEN
        RAISE EXCEPTION 'transaction % is immutable', OLD.transaction_id;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION blnk.guard_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.balance <> NEW.credit_balance - NEW.debit_balance
        OR NEW.inflight_balance <> NEW.inflight_credit_balance - NEW.inflight_debit_balance THEN
        RAISE EXCEPTION 'balance % does not add up', NEW.balance_id;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION blnk.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := CURRENT_TIMESTAMP;
    RETURN NEW;
END $$;

CREATE FUNCTION blnk.announce_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('blnk_lineage', NEW.id::text);
    RETURN NULL;
END $$;

-- The text whose sha256 is chain_hash.
CREATE FUNCTION blnk.chain_text(t blnk.transactions) RETURNS text STABLE LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce(t.chain_prev_hash, '') || '|' || coalesce(t.transaction_id, '') || '|' || coalesce(t.source, '') || '|'
        || coalesce(t.destination, '') || '|' || coalesce(t.amount::text, '') || '|' || coalesce(t.precise_amount::text, '') || '|'
        || coalesce(t.currency, '') || '|' || coalesce(t.status, '') || '|' || coalesce(t.reference, '') || '|'
        || coalesce(rtrim(rtrim(to_char(t.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.') || 'Z', '');
END $$;

CREATE TRIGGER transactions_journalled AFTER INSERT OR UPDATE OR DELETE ON blnk.transactions
    FOR EACH ROW EXECUTE FUNCTION blnk.journal_transaction();
CREATE TRIGGER transactions_guarded BEFORE UPDATE ON blnk.transactions
    FOR EACH ROW EXECUTE FUNCTION blnk.guard_transaction();
CREATE TRIGGER transactions_never_truncated BEFORE TRUNCATE ON blnk.transactions
    FOR EACH STATEMENT EXECUTE FUNCTION blnk.refuse_change();
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON blnk.transaction_journal
    FOR EACH ROW EXECUTE FUNCTION blnk.refuse_change();
CREATE TRIGGER balances_guarded BEFORE INSERT OR UPDATE ON blnk.balances
    FOR EACH ROW EXECUTE FUNCTION blnk.guard_balance();
CREATE TRIGGER chain_state_touched BEFORE UPDATE ON blnk.chain_state
    FOR EACH ROW EXECUTE FUNCTION blnk.touch_updated_at();
CREATE TRIGGER matching_rules_touched BEFORE UPDATE ON blnk.matching_rules
    FOR EACH ROW EXECUTE FUNCTION blnk.touch_updated_at();
CREATE TRIGGER outbox_announced AFTER INSERT ON blnk.lineage_outbox
    FOR EACH ROW EXECUTE FUNCTION blnk.announce_outbox();
