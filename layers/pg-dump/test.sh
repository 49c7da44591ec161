#!/usr/bin/env bash
# Checks dist/ARCH: one line a check, and at the end "N passed, N failed".
#
# PG_SERVER_BIN_DIR: the throwaway server's programs (initdb, pg_ctl, psql);
#   otherwise the newest that Debian's packages or PATH have.
# EMULATOR: a static qemu-user program, to run another architecture's binaries.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
. "$HERE/test/checks.sh"

[ -f "$DIST/$ARCH/SHA256SUMS" ] || { echo "nothing built for $ARCH: run make" >&2; exit 1; }
EMULATOR=${EMULATOR:-}
MAJORS=$(cd "$DIST/$ARCH" && printf '%s ' [0-9]*)
SCRATCH=$(mktemp -d)
chmod 755 "$SCRATCH"
trap 'stop_server; rm -rf "$SCRATCH"' EXIT

. "$HERE/test/server.sh"
. "$HERE/test/static.sh"

if [ -n "$CROSS" ] && [ -z "$EMULATOR" ]; then
  skip "running them: this machine is $(uname -m); set EMULATOR to a static qemu-user"
elif ! find_server; then
  skip "dumping: no PostgreSQL server with psql here; set PG_SERVER_BIN_DIR"
else
  start_server
  . "$HERE/test/dumps.sh"
  . "$HERE/test/trust.sh"
  . "$HERE/test/bare.sh"
fi
. "$HERE/test/layer.sh"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
