#!/usr/bin/env bash
# Makes sure that every source is in cache/sources and is what sources.lock
# says. The lock remembers the first answer to "upstream or Debian?", so that
# the second run needs no network; `make update` asks again.
#
# SOURCES=auto (the default), upstream or debian.
#
# Format of the lock, one line a file, the file to unpack first:
#   name version origin sha256 file
set -euo pipefail
. "$(dirname "$0")/settings.sh"
SOURCES=${SOURCES:-auto}

lists=$(cat "$HERE/upstream.txt" "$HERE/debian.txt" | sha256sum | cut -c1-16)

lock_is_current() {
  [ -f "$LOCK" ] && [ "$(head -n 1 "$LOCK")" = "# lists $lists" ] || return 1
  [ "$SOURCES" = auto ] || grep -q " $SOURCES " "$LOCK" || return 1
  grep -v '^#' "$LOCK" | awk '{ print $4 "  " $5 }' |
    (cd "$CACHE/sources" && sha256sum --check --quiet)
}

upstream_answers() {
  command -v curl >/dev/null || return 1
  local version address
  while read -r _ version _ address; do
    curl -fsSIL --connect-timeout 10 --max-time 30 -o /dev/null "${address//@/$version}" 2>/dev/null || return 1
  done < <(grep -v '^#' "$HERE/upstream.txt")
}

mkdir -p "$CACHE/sources"
lock_is_current && exit 0

origin=$SOURCES
if [ "$origin" = auto ]; then
  origin=debian
  if upstream_answers; then origin=upstream; fi
fi
echo "sources: $origin"
{ echo "# lists $lists"; "$HERE/fetch-$origin.sh"; } >"$LOCK.new"
mv "$LOCK.new" "$LOCK"
lock_is_current || { echo "$LOCK does not match the files beside it" >&2; exit 1; }
