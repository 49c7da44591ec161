-- One line for each ordinary table, partition, materialised view, sequence and the large objects of a database:
-- name, rows, digest. The digest does not depend on the rows' physical order: it is the sum of their 64-bit hashes.
-- psql -X -q -At -F ' ' -f digest.sql DATABASE; BlnkBackup.Sandbox's ContentDigest runs the same text.
SET extra_float_digits = 3;
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';
SET bytea_output = 'hex';
SET row_security = off;
SET search_path = '';
SET jit = off;
SELECT CASE
    WHEN c.relkind = 'S' THEN format(
        'SELECT %L, 1::bigint, last_value || CASE WHEN is_called THEN '' called'' ELSE '' fresh'' END FROM %I.%I',
        'sequence ' || n.nspname || '.' || c.relname, n.nspname, c.relname)
    WHEN c.relkind = 'm' AND NOT c.relispopulated THEN format(
        'SELECT %L, 0::bigint, ''unpopulated''', n.nspname || '.' || c.relname)
    WHEN c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery() THEN format(
        'SELECT %L, 0::bigint, ''unlogged, so unreadable on a standby''', n.nspname || '.' || c.relname)
    ELSE format(
        'SELECT %L, count(*), coalesce(sum(hashtextextended("a digested row"::text, 0)::numeric), 0)::text FROM ONLY %I.%I AS "a digested row"',
        n.nspname || '.' || c.relname, n.nspname, c.relname)
    END
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
UNION ALL
SELECT 'SELECT ''large objects'', count(*), coalesce(sum(hashtextextended(oid || md5(lo_get(oid)), 0)::numeric), 0)::text '
    'FROM pg_catalog.pg_largeobject_metadata'
ORDER BY 1
\gexec
