#!/usr/bin/env bash
# The main job on throwaway everything: a sample ledger in PostgreSQL, an S3 server, the service, one GET /backup-s3,
# and two restores whose every table must agree with the source. BLNK_DEMO_TRANSACTIONS sets the ledger's size.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/demo/postgres.sh

readonly transactions=${BLNK_DEMO_TRANSACTIONS:-100000}
readonly superuser_password='p@ss word/%' password_in_url='p%40ss%20word%2F%25' api_key=demo-api-key
readonly access_key=demo secret_key=demo-secret region=us-east-1 bucket=blnk-backups
readonly sql=tests/BlnkBackup.Sandbox/Sql
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

work=$(mktemp -d "${TMPDIR:-/tmp}/blnk-demo-XXXXXX")
chmod 711 "$work" # PostgreSQL may run as another user, with a folder of its own below
bin='' children=()

cleanup() {
    local status=$? child
    trap - EXIT
    # A failure's reason stands in the log of the program that failed.
    [ "$status" -eq 0 ] || for log in "$work"/*.log; do
        [ ! -s "$log" ] || { echo "--- ${log##*/}"; tail -n 30 "$log"; } >&2
    done
    for child in "${children[@]}"; do kill "$child" 2>/dev/null && wait "$child" 2>/dev/null || true; done
    [ -z "$bin" ] || stop_postgres "$bin" "$work/postgres"
    rm -rf "$work"
    [ "$status" -ne 0 ] || printf '\nDone in %s s; every server is stopped and every file deleted.\n' "$SECONDS"
    exit "$status"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

main() {
    build
    create_ledger
    start_stores
    take_backup
    restore_both
    compare
}

step() { printf '\n\033[1m%s\033[0m  (%s s)\n' "$1" "$SECONDS"; }

# Prints a command as one would type it, then runs it.
show() {
    local word line='$'
    for word; do case $word in *[[:space:]]*) line+=" '$word'" ;; *) line+=" $word" ;; esac; done
    printf '%s\n' "$line"
    "$@"
}

query() { local database=$1; shift; psql -X -q -At -v ON_ERROR_STOP=1 -d "$database" "$@"; }

build() {
    step "Building the command line and the embedded S3 server"
    local project
    for project in src/BlnkBackup.Cli tests/BlnkBackup.EmbeddedS3; do
        dotnet build "$project" --configuration Release --verbosity quiet >"$work/build.log"
    done
    rm "$work/build.log"
    PATH=$PWD/src/BlnkBackup.Cli/bin/Release/net10.0:$PWD/tests/BlnkBackup.EmbeddedS3/bin/Release/net10.0:$PATH
}

create_ledger() {
    local major file
    read -r major bin < <(postgres_with_clients) || { echo "No PostgreSQL found: run tests/demo/ensure-postgres.sh" >&2; exit 1; }
    step "Starting PostgreSQL $major and writing a ledger of $transactions transactions"
    start_postgres "$bin" "$work/postgres" "$superuser_password"
    PATH=$bin:$PATH
    export PGHOST=127.0.0.1 PGPORT=$postgres_port PGUSER=postgres PGPASSWORD=$superuser_password
    query postgres -c 'CREATE DATABASE blnk' -c 'CREATE DATABASE restored' -c 'CREATE DATABASE restored_by_hand'
    for file in blnk-tables blnk-rows blnk-rules; do
        PGOPTIONS="-c blnk.transactions=$transactions" query blnk -f "$sql/$file.sql" >/dev/null
    done
    query blnk -c "SELECT (SELECT count(*) FROM blnk.transactions) || ' transactions, ' || (SELECT count(*) FROM blnk.transaction_journal)
        || ' journal entries, ' || pg_size_pretty(pg_database_size('blnk')) || ' on disk'"
}

# start NAME VARIABLE COMMAND…: runs it beside us until it says "listening on URL"; the URL goes into the variable.
start() {
    local name=$1 variable=$2 found; shift 2
    "$@" >"$work/$name.log" 2>&1 &
    children+=("$!")
    for _ in {1..300}; do
        if found=$(grep -om1 'listening on http://127\.0\.0\.1:[0-9]*' "$work/$name.log"); then
            printf -v "$variable" %s "${found#listening on }"
            echo "$name listens on ${!variable}"
            return
        fi
        kill -0 "${children[-1]}" 2>/dev/null || break
        sleep 0.1
    done
    echo "$name did not start" >&2
    exit 1
}

start_stores() {
    step "Starting the embedded S3 server and the service"
    start embedded-s3 s3 embedded-s3 --port 0 --bucket "$bucket" --access-key "$access_key" --secret-key "$secret_key" --region "$region"
    export DATABASE_URL=postgres://postgres:$password_in_url@127.0.0.1:$PGPORT/blnk
    export S3_BACKUP_BUCKET=$bucket S3_ENDPOINT=$s3 AWS_REGION=$region
    export AWS_ACCESS_KEY_ID=$access_key AWS_SECRET_ACCESS_KEY=$secret_key BLNK_BACKUP_API_KEY=$api_key
    start blnk-backup service blnk-backup serve --urls http://127.0.0.1:0
}

take_backup() {
    step "Backing up"
    show curl --silent --show-error --fail-with-body --include -H "Authorization: Bearer $api_key" "$service/backup-s3"
    echo
    step "What is stored"
    show curl --silent --show-error --fail-with-body -H "Authorization: Bearer $api_key" "$service/backups" | tee "$work/backups.txt"
    echo
    show blnk-backup list
}

restore_both() {
    step "Restoring from S3 into a second database, without a local file"
    show blnk-backup restore latest --to "postgres://postgres@127.0.0.1:$PGPORT/restored" # the password is in PGPASSWORD

    step "Restoring into a third with stock tools only: curl and pg_restore"
    local key
    key=$(grep -om1 'blnk_backup_[0-9]*_[0-9]*\.dump' "$work/backups.txt" | head -n 1)
    show curl --silent --show-error --fail-with-body --aws-sigv4 "aws:amz:$region:s3" --user "$access_key:$secret_key" \
        -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' --output "$work/backup.dump" "$s3/$bucket/$key"
    show pg_restore --jobs 4 --exit-on-error --dbname restored_by_hand "$work/backup.dump"
    rm "$work/backup.dump"
}

# Joins the three databases' digests by name; a table that only one of them has shows as absent in the others.
compare() {
    step "Comparing every table's rows and digest"
    local database
    for database in blnk restored restored_by_hand; do
        query "$database" -F $'\t' -f tests/demo/digest.sql >"$work/$database.digest"
    done
    awk -F '\t' -f tests/demo/compare.awk "$work/blnk.digest" "$work/restored.digest" "$work/restored_by_hand.digest"
}

main "$@"
