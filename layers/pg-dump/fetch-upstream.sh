#!/usr/bin/env bash
# Downloads upstream.txt's archives into cache/sources, each checked against
# its pinned sha256. Prints the lines of the lock.
set -euo pipefail
. "$(dirname "$0")/settings.sh"
cd "$CACHE/sources"

grep -v '^#' "$HERE/upstream.txt" | while read -r name version sha256 address; do
  address=${address//@/$version}
  file=${address##*/}
  if ! echo "$sha256  $file" | sha256sum --check --status 2>/dev/null; then
    echo "  $address" >&2
    curl -fsSL --retry 3 --connect-timeout 10 -o "$file.part" "$address"
    if ! echo "$sha256  $file.part" | sha256sum --check --status; then
      echo "$address: expected sha256 $sha256, found $(sha256sum <"$file.part" | cut -d' ' -f1)" >&2
      exit 1
    fi
    mv "$file.part" "$file"
  fi
  echo "$name $version upstream $sha256 $file"
done
