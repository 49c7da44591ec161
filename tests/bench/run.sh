#!/usr/bin/env bash
# The published program beside its rivals: one run, interleaved, medians. Wall seconds, CPU seconds (user + sys of the
# pipeline's own processes, the servers' apart), peak memory of the largest process, size of the object.
# BENCH_TRANSACTIONS sets the ledger's size (290000 is some 600 MB of COPY text), BENCH_ROUNDS how often each is run.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/demo/postgres.sh

readonly transactions=${BENCH_TRANSACTIONS:-290000} rounds=${BENCH_ROUNDS:-3}
readonly superuser_password=bench bucket=bench-backups region=us-east-1
readonly arch=$(uname -m | sed 's/aarch64/arm64/') program=$PWD/artifacts/blnk-backup
work=$(mktemp -d "${TMPDIR:-/tmp}/blnk-bench-XXXXXX")
chmod 711 "$work"
bin='' s3_process=''

cleanup() {
    local status=$?
    trap - EXIT
    [ -z "$s3_process" ] || { kill "$s3_process" 2>/dev/null && wait "$s3_process" 2>/dev/null || true; }
    [ -z "$bin" ] || stop_postgres "$bin" "$work/postgres"
    rm -rf "$work"
    exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

main() {
    need /usr/bin/time time
    need aws awscli
    [ -x "$program" ] || { echo "Run make publish first: $program is not there." >&2; exit 1; }
    start_database
    start_store
    echo "$transactions transactions, $("$pg_dump" -Fc -Z0 | wc -c | awk '{ printf "%.0f MB", $1 / 1e6 }') of uncompressed archive; pg_dump $major; $(nproc) processors; medians of $rounds"
    local round
    for ((round = 1; round <= rounds; round++)); do
        # The rivals record nothing of the ledger; what that costs has a line of its own.
        measure blnk-backup "LEDGER_FACTS=false '$program' backup >'$work/backup.out'"
        measure 'the same, ledger facts too' "'$program' backup >/dev/null"
        measure 'pg_dump -Z1 | aws' "'$pg_dump' -Fc -Z1 | aws s3 cp - s3://$bucket/gzip --quiet"
        measure 'pg_dump -Z zstd:1 | aws' "'$pg_dump' -Fc -Z zstd:1 | aws s3 cp - s3://$bucket/zstd --quiet"
        measure 'SQL file, then aws' "'$pg_dump' -f '$work/dump.sql' && aws s3 cp '$work/dump.sql' s3://$bucket/sql --quiet"
        measure 'pg_dump -Z0 > /dev/null' "'$pg_dump' -Fc -Z0 >/dev/null"
    done
    sizes
    awk -F '\t' -f tests/bench/table.awk "$work/sizes" "$work/figures"
}

# need PROGRAM PACKAGE: installs a Debian package where its program is missing.
need() {
    command -v "$1" >/dev/null || { apt-get install -y --no-install-recommends "$2" >/dev/null; }
}

start_database() {
    local candidate folder
    while read -r candidate folder; do
        pg_dump=$PWD/layers/pg-dump/dist/$arch/$candidate/pg_dump
        if [ "$candidate" -ge 16 ] && [ -x "$pg_dump" ]; then major=$candidate bin=$folder; break; fi
    done < <(postgres_installations)
    [ -n "$bin" ] || { echo "No PostgreSQL 16 or newer with its pg_dump from layers/: run make layer." >&2; exit 1; }
    local clients
    read -r _ clients < <(postgres_with_clients)
    start_postgres "$bin" "$work/postgres" "$superuser_password"
    export PGHOST=127.0.0.1 PGPORT=$postgres_port PGUSER=postgres PGPASSWORD=$superuser_password PGDATABASE=postgres
    local file
    for file in blnk-tables blnk-rows blnk-rules; do
        PGOPTIONS="-c blnk.transactions=$transactions" "$clients/psql" -X -q -v ON_ERROR_STOP=1 -f "tests/BlnkBackup.Sandbox/Sql/$file.sql" >/dev/null
    done
    "$clients/psql" -X -q -c 'VACUUM ANALYZE' -c CHECKPOINT
}

start_store() {
    dotnet build tests/BlnkBackup.EmbeddedS3 --configuration Release --verbosity quiet >/dev/null
    dotnet tests/BlnkBackup.EmbeddedS3/bin/Release/net10.0/embedded-s3.dll \
        --port 0 --bucket "$bucket" --access-key bench --secret-key bench-secret --region "$region" --discard >"$work/s3.log" &
    s3_process=$!
    local s3=''
    until s3=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$work/s3.log"); do kill -0 "$s3_process"; sleep 0.1; done
    export AWS_ENDPOINT_URL=$s3 AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench-secret
    export S3_BACKUP_BUCKET=$bucket PG_BIN_DIR=$PWD/layers/pg-dump/dist/$arch DATABASE_URL=postgres://postgres@127.0.0.1:$PGPORT/postgres
    unset AWS_CA_BUNDLE
}

# measure NAME COMMAND: adds a line "name, wall, cpu, peak" to the figures.
measure() {
    /usr/bin/time --format '%e %U %S %M' --output "$work/time" bash -o pipefail -c "$2" 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
    awk -v name="$1" 'BEGIN { OFS = "\t" } { print name, $1, $2 + $3, $4 / 1024 }' "$work/time" >>"$work/figures"
}

# The objects' sizes, as the store has them.
sizes() {
    local key name
    key=$(grep -om1 'blnk_backup_[0-9_]*\.dump' "$work/backup.out")
    while IFS=$'\t' read -r name key; do
        printf '%s\t%s\n' "$name" "$(aws s3api head-object --bucket "$bucket" --key "$key" --query ContentLength)"
    done >"$work/sizes" <<-NAMES
	blnk-backup	$key
	pg_dump -Z1 | aws	gzip
	pg_dump -Z zstd:1 | aws	zstd
	SQL file, then aws	sql
	NAMES
}

main "$@"
