#!/usr/bin/env bash
# bump.sh NAME VERSION [SHA256]: changes a line of upstream.txt. Without SHA256
# it takes the one that the project publishes beside its archive (PostgreSQL,
# OpenSSL, zstd and lz4 do; for musl and zlib, name it).
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?bump.sh NAME VERSION [SHA256]} version=${2:?bump.sh NAME VERSION [SHA256]} sha256=${3:-}

address=$(awk -v name="$name" '$1 == name { print $4 }' upstream.txt)
[ -n "$address" ] || { echo "$name is not in upstream.txt" >&2; exit 1; }
address=${address//@/$version}

if [ -z "$sha256" ]; then
  # Either the digest alone or sha256sum's "digest  file".
  sha256=$(curl -fsSL --connect-timeout 10 "$address.sha256" | cut -d' ' -f1) ||
    { echo "no $address.sha256: give SHA256=…" >&2; exit 1; }
fi
[[ $sha256 =~ ^[0-9a-f]{64}$ ]] || { echo "not a sha256: $sha256" >&2; exit 1; }

sed -i -E "s|^($name +)[^ ]+( +)[0-9a-f]{64}|\1$version\2$sha256|" upstream.txt
grep "^$name " upstream.txt
