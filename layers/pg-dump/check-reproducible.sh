#!/usr/bin/env bash
# Builds everything again from the same sources in a folder of another name and
# depth, and compares the bytes. Takes as long as a first build.
set -euo pipefail
. "$(dirname "$0")/settings.sh"

elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
copy=$elsewhere/another/folder/for/the/same/build
mkdir -p "$copy/cache"
cp -R "$HERE"/*.sh "$HERE"/*.txt "$HERE/recipes" "$copy/"
cp -R "$CACHE/sources" "$LOCK" "$copy/cache/"

majors=$(cd "$DIST/$ARCH" && printf '%s ' [0-9]*)
env -i HOME="$elsewhere" PATH="${PATH#"$SYSROOT/bin:"}" ARCH="$ARCH" MAJORS="$majors" "$copy/build.sh"

if diff "$DIST/$ARCH/SHA256SUMS" "$copy/dist/$ARCH/SHA256SUMS"; then
  echo "reproducible: $ARCH $majors"
else
  echo "not reproducible: $ARCH (< here, > built elsewhere)" >&2
  exit 1
fi
