CREATE TABLE entries (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  amount    numeric(38, 0) NOT NULL,
  currency  text NOT NULL,
  meta_data jsonb,
  proof     bytea,
  booked_at timestamptz NOT NULL
);
INSERT INTO entries (reference, amount, currency, meta_data, proof, booked_at)
SELECT 'ref_' || n, n::numeric * 10 ^ 20, (ARRAY['EUR', 'NGN', '¥'])[1 + n % 3],
  CASE WHEN n % 7 > 0 THEN jsonb_build_object('n', n, 'note', E'naïve "quotes"\ttabs\nlines') END,
  decode(md5(n::text), 'hex'), timestamptz '2026-01-01 00:00:00+00' + n * interval '1 minute'
FROM generate_series(1, 20000) n;
