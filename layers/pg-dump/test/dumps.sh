# Each major dumps the ledger over TCP with SCRAM, and over TLS verify-full, in
# each compression it has; its own pg_restore brings it back.
expected=$(digest ledger)

run_static() { # run_static MAJOR PROGRAM ARGUMENT…: with an empty environment (but SSL_CERT_FILE, if TRUST)
  local binary=$DIST/$ARCH/$1/$2
  shift 2
  env -i ${TRUST:+SSL_CERT_FILE="$TRUST"} $EMULATOR "$binary" "$@"
}

# pg_restore sets parameters that a server older than itself does not know, and
# reports them as ignored errors; nothing else may be reported.
restore() { # restore MAJOR CONNECTION ARCHIVE
  local said
  said=$(run_static "$1" pg_restore -d "$2" "$3" 2>&1) && return
  echo "$said"
  [ "$(grep -c 'error: could not execute query' <<<"$said")" = \
    "$(grep -c 'ERROR:  unrecognized configuration parameter' <<<"$said")" ] &&
    grep -q 'errors ignored on restore' <<<"$said"
}

round_trip() { # round_trip MAJOR COMPRESSION WAY
  local archive=$SCRATCH/ledger.dump
  run_static "$1" pg_dump -Fc -Z "$2" -E UTF8 -f "$archive" -d "$("$3" ledger)" || return 1
  sql postgres -c 'DROP DATABASE IF EXISTS restored' -c 'CREATE DATABASE restored' || return 1
  restore "$1" "$("$3" restored)" "$archive" || return 1
  [ "$(digest restored)" = "$expected" ] || { echo "expected $expected"; echo "restored $(digest restored)"; return 1; }
}

for major in $MAJORS; do
  compressions='none gzip zstd:1 lz4'
  [ "$major" -ge 16 ] || compressions='0 6'
  for program in pg_dump pg_restore; do
    OUT=$(run_static "$major" $program --version 2>&1 || true)
    case $OUT in
      "$program (PostgreSQL) $major."*) pass "$major/$program runs with an empty environment: ${OUT##* }" ;;
      *) fail "$major/$program runs with an empty environment" ;;
    esac
  done
  for compression in $compressions; do
    check "$major dumps and restores over TCP with SCRAM, compression $compression" round_trip "$major" "$compression" plain
    check "$major dumps and restores over TLS verify-full, compression $compression" round_trip "$major" "$compression" tls
  done
done
